"""What doctors and patients call the exercises: the right one is among the first three."""

import pytest

from exercises.models import Exercise

PHRASES = {
    "lying knee hug": "double-knee-to-chest",
    "both knees to chest": "double-knee-to-chest",
    "hug one knee": "single-knee-to-chest",
    "piriformis": "figure-4-stretch",
    "sitting piriformis stretch": "seated-figure-4",
    "cobra": "prone-press-up",
    "mckenzie press up": "prone-press-up",
    "sphinx": "prone-on-elbows",
    "lie on stomach": "prone-lying",
    "nerve floss": "sciatic-slider-supine",
    "sitting nerve glide": "sciatic-slider-seated",
    "slump": "sciatic-tensioner-seated",
    "child's pose": "quadruped-rock-back",
    "cat cow": "cat-camel-hands",
    "bird dog": "bird-dog",
    "pointer": "bird-dog",
    "glute bridge": "bridge",
    "one leg bridge": "bridge-single-leg",
    "belly breathing": "diaphragmatic-breathing",
    "core activation": "abdominal-brace",
    "windscreen wipers": "knee-rolls-supine",
    "clamshell": "clam",
    "side leg raise": "side-lying-hip-abduction",
    "hamstring stretch with a towel": "hamstring-stretch-strap",
    "plank": "plank-forearm",
    "kneeling plank": "plank-knees",
    "side plank": "side-plank-knees",
    "thoracic rotation": "open-book",
    "crunch": "curl-up-arms-crossed",
    "stand up from a chair": "sit-to-stand",
    "wall sit": "wall-squat",
    "squats": "bodyweight-squat",
    "calf raises": "heel-raise",
    "balance on one leg": "single-leg-stand",
    "stairs": "step-up",
    "waiter's bow": "hip-hinge",
    "ankle circles pumping": "ankle-pumps",
    "legs up on a chair": "rest-90-90",
    "walk": "walking-easy",
    "posture": "seated-slouch-correct",
    "lateral shift": "side-glide-wall",
    "sleeping on the side with a pillow": "side-lying-relief",
    "touch the toes": "standing-forward-bend",
    "pelvic tilts": "pelvic-tilt-supine",
}
SLIPS = {
    "pirifromis": "piriformis",
    "hamstrng": "hamstring",
    "brigde": "bridge",
    "sqaut": "squat",
    "nurve": "nerve",
    "plnak": "plank",
    "streching": "stretching",
    "camle": "camel",
}


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("phrase", PHRASES)
def test_an_everyday_phrase_finds_its_exercise_among_the_first_three(phrase, slugs):
    assert PHRASES[phrase] in slugs(Exercise.objects.search(phrase)[:3])


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_finger_finds_first_what_the_word_would(slip, slugs):
    meant = slugs(Exercise.objects.search(SLIPS[slip])[:1])

    assert slugs(Exercise.objects.search(slip)[:1]) == meant != []
