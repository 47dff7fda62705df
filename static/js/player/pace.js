// Where a set stands after so many milliseconds, by the tempo of the dose. Pure: no clock of its own.

const SECOND = 1000;

/** Seconds of one repetition of a line, all its phases together. */
export function repetitionSeconds(line) {
  return line.phases.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Repetitions that are complete after so long. */
export function completed(line, elapsed) {
  return Math.min(line.repetitions, Math.floor(elapsed / (repetitionSeconds(line) * SECOND)));
}

/** Seconds of so many repetitions. */
export function secondsOf(line, repetitions) {
  return repetitions * repetitionSeconds(line);
}

export function isOver(line, repetitions, elapsed) {
  return elapsed >= secondsOf(line, repetitions) * SECOND;
}

/**
 * What to show: the repetition (from 1), the phase with the seconds left in it and the part of it
 * that is over (0 to 1), the words for what comes next, and the figure's own time in seconds.
 */
export function moment(line, repetitions, elapsed) {
  const length = repetitionSeconds(line) * SECOND;
  const total = repetitions * length;
  const now = Math.min(Math.max(elapsed, 0), total - 1);
  const within = now % length;
  let begins = 0;
  let index = 0;
  while (within >= begins + line.phases[index].seconds * SECOND) {
    begins += line.phases[index].seconds * SECOND;
    index += 1;
  }
  const phase = line.phases[index];
  const repetition = Math.floor(now / length) + 1;
  const isLast = index === line.phases.length - 1;
  const following = isLast && repetition === repetitions ? null : line.phases[isLast ? 0 : index + 1];
  return {
    repetition,
    phase,
    secondsLeft: Math.ceil((begins + phase.seconds * SECOND - within) / SECOND),
    part: (within - begins) / (phase.seconds * SECOND),
    next: following ? following.next : "",
    figureSeconds: within / SECOND,
  };
}

/** The seconds left of a plain countdown, and the part of it that is over. */
export function countdown(seconds, elapsed) {
  const left = Math.max(seconds * SECOND - elapsed, 0);
  return { secondsLeft: Math.ceil(left / SECOND), part: 1 - left / (seconds * SECOND) };
}
