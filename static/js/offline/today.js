// Draws the day from what the phone knows, into the blank that the page brings with it. The words
// are the page's and the plan's.

import { listed } from "../listed.js";
import { locale } from "../locale.js";
import { clockOf } from "./day.js";
import { GO_ON } from "./kept.js";
import { uuid7 } from "./uuid7.js";

const words = () => JSON.parse(document.getElementById("day-words").textContent);

/** The day's page as this phone sees it, in place of what is in `root`. */
export function draw(root, plan, day) {
  const page = document.getElementById("phone-day").content.cloneNode(true);
  const said = words();
  page.querySelectorAll("[data-standing]").forEach((part) => {
    if (!part.dataset.standing.split(" ").includes(day.standing)) {
      part.remove();
    }
  });
  write(page, "date", dated(day.day));
  write(page, "as_of", filled(said.as_of, { moment: momentOf(plan, plan.heard_at) }));
  drawNextDay(page, day);
  if (day.morning !== "due") {
    page.querySelector("[data-morning]")?.remove();
  }
  if (day.lock) {
    drawPause(page, plan.common?.words[day.lock.words]);
  }
  if (day.slots) {
    drawSlots(page, plan, day, said);
  }
  writeNumber(page, plan);
  root.replaceChildren(page);
  root.dataset.day = day.standing;
}

/** The clinic's emergency number, where the page could not know it. */
export function writeNumber(page, { emergency_number: number }) {
  const link = page.querySelector("[data-emergency]");
  if (link && number) {
    link.hidden = false;
    link.href = `tel:${number.replaceAll(" ", "")}`;
    write(link, "emergency", filled(words().emergency, { number }));
    page.querySelector("[data-no-number]")?.remove();
  }
}

/** Where Start leads: to the morning's questions, to the session under way, or to a new one. */
export function addressOf({ next, session, morning, isRunning }) {
  if (morning === "due") {
    return "/today/morning/";
  }
  return `/today/session/${session ?? uuid7()}/?slot=${next.number}${isRunning ? GO_ON : ""}`;
}

/** A moment in words: its time, and its day if it is not today. */
export function momentOf(plan, at) {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? clockOf(plan, at) : `${dated(isoDay(at))}, ${clockOf(plan, at)}`;
}

function drawSlots(page, plan, day, said) {
  write(page, "headline", said.headlines[day.left]);
  page.querySelector("[data-steps]")?.append(...day.slots.map((one) => step(plan, day, one, said)));
  if (!day.next) {
    return;
  }
  const { title, summary, minutes, starts_with: startsWith, figure } = day.next;
  const start = day.isRunning ? said.continue : said.start;
  const texts = { title, summary, start, minutes: filled(said.minutes, { minutes }) };
  const first = day.isLess ? plan.less.today_words : startsWith;
  texts.starts_with = day.isRunning ? said.begun : first;
  Object.entries(texts).forEach(([name, text]) => write(page, name, text));
  page.querySelector("[data-start]").href = addressOf(day);
  const picture = page.querySelector("[data-figure]");
  if (figure) {
    picture.src = figure;
  } else {
    picture.parentElement.remove();
  }
}

function step(plan, { next, isRunning }, { slot, state, endedAt }, said) {
  const item = document.getElementById("phone-step").content.cloneNode(true);
  const isUnderWay = isRunning && slot === next;
  const time = endedAt ? clockOf(plan, new Date(endedAt)) : slot.about;
  write(item, "label", slot.name);
  write(item, "note", isUnderWay ? said.under_way : filled(said[state], { time }));
  const isOver = ["done", "stopped"].includes(state);
  const isNow = isUnderWay || state === "now";
  item.firstElementChild.dataset.state = isOver ? "done" : isNow ? "now" : "";
  if (isNow) {
    item.firstElementChild.setAttribute("aria-current", "step");
  }
  return item;
}

function drawNextDay(page, { nextDay, standing }) {
  const card = page.querySelector("[data-next-day]");
  if (nextDay && standing !== "due") {
    write(card, "next_day", dated(nextDay));
  } else {
    card.remove();
  }
}

function drawPause(page, told) {
  if (!told) {
    page.querySelector("[data-pause]").remove();
    return;
  }
  write(page, "pause_title", told.title);
  write(page, "pause_sentence", told.sentence);
  page.querySelector("[data-pause-steps]").append(...listed(told.next_steps));
}

function write(page, name, text) {
  page.querySelectorAll(`[data-text=${name}]`).forEach((place) => {
    place.textContent = text;
  });
}

function filled(text, values) {
  return Object.entries(values).reduce((so, [name, value]) => so.replace(`%(${name})s`, value), text);
}

/** A date in the page's language: Monday 23 November. */
function dated(day) {
  const parts = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale(), parts).format(new Date(day));
}

function isoDay(at) {
  const local = new Date(at);
  return new Date(local - local.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
