/** The pose editor: joints are dragged, turned by key or written; the server draws and keeps. */

import { Fields } from "./fields.js";
import { Figure } from "./figure.js";
import { Moves } from "./moves.js";
import { Scene } from "./scene.js";
import { Server } from "./server.js";
import { label, Stage } from "./stage.js";

const byId = (id) => document.getElementById(id);
const data = (id) => JSON.parse(byId(id).textContent);
const root = document.querySelector("[data-poses]");
const status = byId("status");
const film = byId("film");

const figure = new Figure(data("figure"), !("began" in root.dataset));
const moves = new Moves(figure, data("limits"), sayLimit);
const stage = new Stage(moves, figure, changed);
const fields = new Fields(root, moves, figure, changed);
const scene = new Scene(figure, changed);
const server = new Server(root.dataset);

/* Words */

function sayLimit(path, least, most) {
  byId("limit").textContent = byId("limit")
    .dataset.words.replace("%(field)s", label(path))
    .replace("%(least)s", least)
    .replace("%(most)s", most);
}

// What was said of the last move is no longer true of the next one.
for (const begin of ["pointerdown", "keydown"]) {
  root.addEventListener(begin, () => byId("limit").replaceChildren(), { capture: true });
}

function say(words) {
  if (status.textContent !== words) status.textContent = words;
}

function sayProblems(problems) {
  byId("problems").hidden = !problems.length;
  byId("problem-list").replaceChildren(
    ...problems.map((words) => {
      const row = document.createElement("li");
      row.textContent = words;
      return row;
    }),
  );
}

/* Drawing */

function changed() {
  stop();
  say(figure.isSaved ? "" : status.dataset.changed);
  byId("undo").disabled = !figure.past.length;
  byId("redo").disabled = !figure.future.length;
  if (moves.scene) {
    fields.show();
    stage.placeHandles();
  }
  server.draw(() => ({ figure: figure.text, pose: figure.pose }), drawn);
}

function drawn(answer) {
  if (answer.why) return say(status.dataset[answer.why]);
  if (!answer.ok) return sayProblems([answer.words]);
  if (status.textContent === status.dataset.lost && !figure.isSaved) say(status.dataset.changed);
  if (!stage.held) moves.see(answer.handles);
  sayProblems(answer.problems);
  stage.show(answer.svg);
  fields.show();
  return root.setAttribute("data-ready", "");
}

function turnTo(pose) {
  figure.pose = pose;
  showTab();
  byId("limit").textContent = "";
  root.removeAttribute("data-ready");
  changed();
}

function showTab() {
  for (const tab of byId("pose-tabs").children) {
    tab.setAttribute("aria-pressed", tab.dataset.pose === figure.pose);
  }
}

function makeTabs() {
  const words = byId("pose-tabs").dataset;
  byId("pose-tabs").replaceChildren(
    ...figure.names.map((pose) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.className = "button button--quiet button--small";
      tab.dataset.pose = pose;
      tab.textContent = words[pose] ?? pose[0].toUpperCase() + pose.slice(1).replaceAll("_", " ");
      tab.addEventListener("click", () => turnTo(pose));
      return tab;
    }),
  );
}

/* Playing */

async function play() {
  if (!film.hidden) return stop();
  const answer = await server.film(figure.text);
  if (answer.why) return say(status.dataset[answer.why]);
  if (!answer.ok) return sayProblems([answer.words]);
  const picture = new DOMParser().parseFromString(answer.svg, "image/svg+xml").documentElement;
  // The film's own frame says what it is; a picture in it would say so twice.
  picture.removeAttribute("role");
  film.replaceChildren(document.importNode(picture, true));
  film.firstElementChild.setCurrentTime(0);
  return showFilm(true);
}

function stop() {
  showFilm(false);
  film.replaceChildren();
}

function showFilm(isPlaying) {
  film.hidden = !isPlaying;
  stage.svg.toggleAttribute("hidden", isPlaying);
  byId("play").setAttribute("aria-pressed", isPlaying);
}

/* Keeping */

async function save() {
  const text = figure.text;
  say(status.dataset.saving);
  const answer = await server.keep(text);
  if (answer.why) return say(status.dataset[answer.why]);
  if (answer.ok) figure.saved = text;
  return say(answer.words);
}

function goBack(step) {
  step();
  if (!figure.names.includes(figure.pose)) figure.pose = "start";
  makeTabs();
  showTab();
  scene.show();
  changed();
}

byId("copy").addEventListener("click", () => goBack(() => figure.copyStartToEnd()));
byId("mirror").addEventListener("click", () => goBack(() => figure.mirror()));
byId("undo").addEventListener("click", () => goBack(() => figure.undo()));
byId("redo").addEventListener("click", () => goBack(() => figure.redo()));
byId("together").addEventListener("change", (event) => {
  figure.isTogether = event.target.checked;
});
byId("play").addEventListener("click", play);
byId("save").addEventListener("click", save);
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  goBack(() => (event.shiftKey ? figure.redo() : figure.undo()));
});
window.addEventListener("beforeunload", (event) => {
  if (!figure.isSaved) event.preventDefault();
});

makeTabs();
scene.show();
turnTo("start");
