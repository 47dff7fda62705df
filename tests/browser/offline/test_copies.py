"""What the worker keeps of an answer, whatever happens while it keeps it."""

from typing import Any

from playwright.sync_api import Page

from sciatica.settings import BASE_DIR

WORKER = BASE_DIR / "static" / "js" / "worker"
SCRIPTS = "\n".join((WORKER / name).read_text() for name in ("door.js", "copies.js"))
#: Caches in memory; a person signs out while they are first asked for their names.
KEEP = """
async (leaves) => {
  const SHELL = { edition: "one" };
  const stores = new Map();
  let isLeaving = leaves;
  const caches = {
    keys: async () => {
      const names = [...stores.keys()];
      if (isLeaving) {
        isLeaving = false;
        await door.clear();
      }
      return names;
    },
    delete: async (name) => stores.delete(name),
    match: async (path, { cacheName }) => stores.get(cacheName)?.get(path),
    open: async (name) => {
      const kept = stores.get(name) ?? new Map();
      stores.set(name, kept);
      return { put: async (path, answer) => kept.set(path, answer) };
    },
  };
  SCRIPTS
  const headers = { "Sciatica-Person": "anna", "Content-Type": "text/html" };
  await keep("/today/", new Response("<html>", { headers }), door.turn);
  return [await door.person(), [...stores.keys()].sort()];
}
"""


def kept(player: Page, *, leaves: bool) -> Any:
    return player.evaluate(KEEP.replace("SCRIPTS", SCRIPTS), leaves)


def test_an_answer_that_is_being_kept_while_its_person_signs_out_is_gone(player):
    assert kept(player, leaves=False) == ["anna", ["sciatica-door", "sciatica-private-anna"]]
    assert kept(player, leaves=True) == [None, []]
