from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import av
from av.container import InputContainer
from av.filter import Graph
from av.video.frame import PictureType, VideoFrame
from django.utils.translation import gettext as _

from exercises.recoding.recoded import MediaRefused, Recoded

LONGEST = 60  # seconds
RATE = 30  # frames a second
LONG_EDGE, SHORT_EDGE = 1280, 720
MOST_DOTS = 3840 * 2160
MOST_FRAMES = LONGEST * 120
CODECS = ("h264", "hevc", "vp8", "vp9", "av1", "mpeg4")
#: Quarter turns counterclockwise, by the angle at which the camera was held.
TURNS = {90: ("cclock",), -90: ("clock",), 180: ("clock", "clock"), -180: ("clock", "clock")}
ENCODING = {"preset": "veryfast", "crf": "26"}


def recode_video(upload: IO[bytes], form: str) -> Recoded:
    """The pictures alone, upright, as H.264 of at most 720 lines: no sound, place or date."""
    try:
        # The format is given, so that no playlist or list of images can name other files.
        with av.open(upload, "r", format=form, metadata_errors="ignore") as sent:
            return _recoded(sent)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise MediaRefused(_("This video is damaged: it cannot be read.")) from error


def _recoded(sent: InputContainer) -> Recoded:
    frames = _frames(sent)
    first = next(frames, None)
    if first is None:
        raise MediaRefused(_nothing_to_see())
    turned = first.rotation in (90, -90)
    width, height = _size(*((first.height, first.width) if turned else (first.width, first.height)))
    drawn = _drawn(_graph(first, width, height), chain([first], frames))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "video.mp4"
        count = _write(path, drawn, width, height)
        if not count:
            raise MediaRefused(_nothing_to_see())
        return Recoded("video", "mp4", path.read_bytes(), width, height, _seconds(count))


def _frames(sent: InputContainer) -> Iterator[VideoFrame]:
    """The decoded frames, one after another, for as long as they keep to the limits."""
    stream = next(iter(sent.streams.video), None)
    # A stream in a codec that nobody here knows has no context at all.
    context = stream.codec_context if stream else None
    if stream is None or context is None or context.name.removeprefix("lib") not in CODECS:
        raise MediaRefused(_nothing_to_see())
    _check_dots(context.width, context.height)
    if sent.duration is not None and sent.duration > (LONGEST + 1) * av.time_base:
        raise MediaRefused(_too_long())
    stream.thread_type = "AUTO"
    start = None
    for number, frame in enumerate(sent.decode(stream)):
        _check_dots(frame.width, frame.height)  # A film may grow after its first frames.
        start = frame.time if start is None else start
        if number == MOST_FRAMES or (frame.time or 0) - (start or 0) > LONGEST:
            raise MediaRefused(_too_long())
        yield frame


def _check_dots(width: int, height: int) -> None:
    if width * height > MOST_DOTS:
        raise MediaRefused(_("This video is too large: film in 4K at most."))


def _size(width: int, height: int) -> tuple[int, int]:
    """The largest even size of the same shape that is no larger than the limits."""
    longer, shorter = max(width, height), min(width, height)
    share = min(1, LONG_EDGE / longer, SHORT_EDGE / shorter)
    return max(2, int(width * share) // 2 * 2), max(2, int(height * share) // 2 * 2)


def _graph(first: VideoFrame, width: int, height: int) -> Graph:
    graph = Graph()
    steps = [
        graph.add_buffer(
            width=first.width,
            height=first.height,
            format=first.format,
            time_base=first.time_base,
        ),
        *(graph.add("transpose", turn) for turn in TURNS.get(first.rotation, ())),
        graph.add("scale", f"{width}:{height}"),
        graph.add("fps", str(RATE)),
        graph.add("format", "yuv420p"),
        graph.add("buffersink"),
    ]
    graph.link_nodes(*steps).configure()
    return graph


def _drawn(graph: Graph, frames: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
    for frame in chain(frames, [None]):
        graph.vpush(frame)
        while True:
            try:
                yield graph.vpull()
            except (av.BlockingIOError, av.EOFError):
                break


def _write(path: Path, frames: Iterator[VideoFrame], width: int, height: int) -> int:
    """Write the film so that it plays before it has all arrived; return how many frames it has."""
    count = 0
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as made:
        stream = made.add_stream("libx264", rate=RATE, options=ENCODING)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for frame in frames:
            count += 1
            frame.pict_type = PictureType.NONE  # Else the sent film's key frames are kept as such.
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    return count


def _seconds(count: int) -> float:
    return min(count / RATE, LONGEST)


def _nothing_to_see() -> str:
    return _("There is no moving picture in this file that can be read.")


def _too_long() -> str:
    return _("This video is too long: at most %(limit)s seconds.") % {"limit": LONGEST}
