// Opens the player on its page.

import { openStore } from "../offline/store.js";
import { Player } from "./player.js";
import { Screens } from "./screens.js";
import { listen } from "./touch.js";

const root = document.getElementById("main");
const doc = JSON.parse(document.getElementById("session-document").textContent);
const player = new Player(new Screens(root, doc), doc, await openStore());

listen(root, player);
await player.open();
