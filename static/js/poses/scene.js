/** What is around the body: the view, the arrow, and the things it is done on. */

export class Scene {
  constructor(figure, onChange) {
    Object.assign(this, { figure, onChange });
    this.view = document.getElementById("view");
    this.follows = document.getElementById("follows");
    this.list = document.getElementById("props");
    this.view.addEventListener("change", () => this.after(() => figure.look(this.view.value)));
    this.follows.addEventListener("change", () => this.after(() => figure.follow(this.follows.value)));
    document.getElementById("add-prop").addEventListener("click", () => this.addThing());
    this.list.addEventListener("change", (event) => this.changeThing(event.target));
    this.list.addEventListener("click", (event) => this.removeThing(event.target));
  }

  get things() {
    return (this.figure.data.props ??= []);
  }

  after(change) {
    change();
    this.onChange();
  }

  show() {
    this.view.value = this.figure.data.view;
    this.follows.value = this.figure.data.arrow?.follows ?? "";
    const template = document.getElementById("prop").content.firstElementChild;
    const rows = this.things.map((thing) => {
      const row = template.cloneNode(true);
      for (const field of row.querySelectorAll("[data-prop]")) {
        const name = field.dataset.prop;
        field.value = thing[name] ?? { x: 0, width: 2, faces: "right" }[name];
      }
      row.querySelector('[data-prop="faces"]').hidden = thing.kind !== "chair";
      return row;
    });
    if (!this.list.contains(document.activeElement)) this.list.replaceChildren(...rows);
  }

  place(element) {
    return [...this.list.children].indexOf(element.closest("li"));
  }

  addThing() {
    this.figure.keep();
    this.things.push({ kind: this.things.length ? "chair" : "mat" });
    this.after(() => this.show());
  }

  changeThing(field) {
    this.figure.keep();
    const value = field.type === "number" ? Number(field.value) : field.value;
    this.things[this.place(field)][field.dataset.prop] = value;
    this.list.querySelectorAll('[data-prop="faces"]').forEach((faces, place) => {
      faces.hidden = this.things[place].kind !== "chair";
    });
    this.onChange();
  }

  removeThing(button) {
    if (!button.closest("[data-remove]")) return;
    this.figure.keep();
    this.things.splice(this.place(button), 1);
    button.closest("li").remove();
    document.getElementById("add-prop").focus();
    this.onChange();
  }
}
