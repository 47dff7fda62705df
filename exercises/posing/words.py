"""What the figures' own words are to a doctor."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

JOINTS: dict[str, str | Promise] = {
    "hip": gettext_lazy("a hip"),
    "knee": gettext_lazy("a knee"),
    "ankle": gettext_lazy("an ankle"),
    "low arm back": gettext_lazy("a hanging arm, backwards"),
    "raised arm back": gettext_lazy("a raised arm, backwards"),
    "elbow": gettext_lazy("an elbow"),
    "wrist": gettext_lazy("a wrist"),
    "trunk": gettext_lazy("the trunk, forward"),
    "neck": gettext_lazy("the neck"),
    "side bend": gettext_lazy("the trunk, sideways"),
    "trunk turn": gettext_lazy("the trunk, turning"),
    "head turn": gettext_lazy("the head, turning"),
    "head tip": gettext_lazy("the head, sideways"),
}
NEUTRAL: dict[str, str | Promise] = {
    "lying-on-the-back": gettext_lazy("Lying on the back"),
    "lying-on-the-front": gettext_lazy("Lying on the front"),
    "on-all-fours": gettext_lazy("On all fours"),
    "sitting": gettext_lazy("Sitting on a chair"),
    "standing": gettext_lazy("Standing"),
}
VIEWS: dict[str, str | Promise] = {
    "side": gettext_lazy("From the side"),
    "front": gettext_lazy("From the front"),
    "three-quarter": gettext_lazy("Half from the front"),
    "oblique": gettext_lazy("Half front, half side"),
    "corner": gettext_lazy("Side, turned to the front"),
    "above": gettext_lazy("Side, a bit from above"),
    "overhead": gettext_lazy("Side, half from above"),
    "ceiling": gettext_lazy("From above"),
}
PROPS: dict[str, str | Promise] = {
    "mat": gettext_lazy("Mat"),
    "floor": gettext_lazy("Floor"),
    "chair": gettext_lazy("Chair"),
    "wall": gettext_lazy("Wall"),
    "pillow": gettext_lazy("Pillow"),
    "step": gettext_lazy("Step"),
}
PLACES: dict[str, str | Promise] = {
    "thigh": gettext_lazy("The thigh"),
    "thigh side": gettext_lazy("The side of the thigh"),
    "thigh back": gettext_lazy("The back of the thigh"),
    "shin": gettext_lazy("The shin"),
    "hip": gettext_lazy("The hip"),
    "head": gettext_lazy("The back of the head"),
    "other shoulder": gettext_lazy("The other shoulder"),
    "chest": gettext_lazy("The chest"),
    "belly": gettext_lazy("The belly"),
    "low belly": gettext_lazy("The low belly"),
    "low back": gettext_lazy("The low back"),
    "other thigh back": gettext_lazy("The back of the other thigh"),
    "other shin": gettext_lazy("The other shin"),
}
FOLLOWED: dict[str, str | Promise] = {
    "gaze": gettext_lazy("The gaze"),
    "head": gettext_lazy("The head"),
    "chest": gettext_lazy("The chest"),
    "belly": gettext_lazy("The belly"),
    "back": gettext_lazy("The back"),
    "hips": gettext_lazy("The hips"),
    "right-knee": gettext_lazy("The right knee"),
    "right-foot": gettext_lazy("The right foot"),
    "right-toes": gettext_lazy("The right toes"),
    "left-knee": gettext_lazy("The left knee"),
    "left-foot": gettext_lazy("The left foot"),
    "right-hand": gettext_lazy("The right hand"),
    "left-hand": gettext_lazy("The left hand"),
    "right-elbow": gettext_lazy("The right elbow"),
    "left-elbow": gettext_lazy("The left elbow"),
}
POSES: dict[str, str | Promise] = {
    "start": gettext_lazy("Start"),
    "end": gettext_lazy("End"),
}
