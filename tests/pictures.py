"""Photos and films made for tests, with what a phone hides in them."""

from io import BytesIO

import av
from PIL import Image, ImageDraw

GPS, ORIENTATION = 0x8825, 0x0112


def photo(
    form: str = "JPEG", *, size: tuple[int, int] = (40, 20), mode: str = "RGB", turned: int = 1
) -> bytes:
    """A photo, red at its upper left, with the place and the camera that took it."""
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 13.0, 0.0), 3: "E", 4: (21.0, 0.0, 0.0)})
    written = BytesIO()
    image.save(written, form, exif=exif)
    return written.getvalue()


def film(
    *,
    seconds: float = 1,
    size: tuple[int, int] = (160, 90),
    rate: int = 10,
    form: str = "mp4",
    codec: str = "libx264",
    turned: int = 0,
) -> bytes:
    """A film, red at its upper left, with a place, a name and a silent sound track."""
    image = Image.new("RGB", size)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    written = BytesIO()
    with av.open(written, "w", format=form) as made:
        made.metadata.update({"title": "SecretName", "location": "+52.2+021.0/"})
        pictures = made.add_stream(codec, rate=rate)
        pictures.width, pictures.height, pictures.pix_fmt = *size, "yuv420p"
        if turned:
            pictures.set_display_rotation(turned)
        sound = made.add_stream("libopus" if form == "webm" else "aac", rate=48000)
        for _number in range(int(seconds * rate)):
            made.mux(pictures.encode(av.VideoFrame.from_image(image)))
        silence = av.AudioFrame(format="fltp", layout="stereo", samples=sound.frame_size or 960)
        silence.sample_rate = 48000
        for plane in silence.planes:
            plane.update(bytes(plane.buffer_size))
        made.mux(sound.encode(silence))
        made.mux([*pictures.encode(None), *sound.encode(None)])
    return written.getvalue()


def joined(first: bytes, second: bytes) -> bytes:
    """The pictures of two WebM films of a second each, one after the other in one stream."""
    written = BytesIO()
    with av.open(written, "w", format="webm") as made:
        stream = None
        for part, sent in enumerate((first, second)):
            with av.open(BytesIO(sent)) as opened:
                pictures = opened.streams.video[0]
                stream = stream or made.add_stream_from_template(pictures)
                for packet in opened.demux(pictures):
                    if packet.dts is None:
                        continue
                    packet.pts = packet.dts = packet.pts + part * 1000
                    packet.stream = stream
                    made.mux(packet)
    return written.getvalue()
