/** Texts as the items of a list. */
export function listed(texts) {
  return texts.map((text) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("span"), { textContent: text }));
    return item;
  });
}
