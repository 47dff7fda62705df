// Which way a request takes through the worker: a pure decision, with the addresses it knows.

const ENTRANCES = ["/accounts/", "/start/"];
const PATIENTS = ["/today/", "/diary/"];
const PLAYER = /^\/today\/session\/([0-9a-f-]{36})\/$/;
const SESSION = /^\/api\/v1\/sessions\/[0-9a-f-]{36}\/$/;
const PICTURES = /^\/library\/[^/]+\/figure\.svg$|^\/today\/media\/|^\/icons\//;

/**
 * The way, in one word; "none" leaves the request to the browser. `wish` is what a page of ours
 * asks for when it fetches another: "fresh" (from the server) or "missing" (unless kept lately).
 */
function wayFor({ method, path, isPage, wish }, shell) {
  if (method === "POST") {
    return isPage && under(ENTRANCES, path) ? "door" : "none";
  }
  if (method !== "GET") {
    return "none";
  }
  if (path.startsWith(shell.static) || PICTURES.test(path)) {
    return wish || "kept";
  }
  if (SESSION.test(path)) {
    return "ahead";
  }
  if (!isPage) {
    return shell.pages.includes(path) && wish ? wish : "none";
  }
  return wayForPage(path, shell);
}

function wayForPage(path, shell) {
  if (path === shell.today) {
    return "today";
  }
  if (PLAYER.test(path)) {
    return "player";
  }
  if (path === shell.morning) {
    return "morning";
  }
  if (shell.pages.includes(path)) {
    return "read";
  }
  return under([...PATIENTS, ...ENTRANCES], path) ? "ask" : "none";
}

function under(folders, path) {
  return folders.some((folder) => path.startsWith(folder));
}
