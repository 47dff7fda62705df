/** What is around the body: the view, the arrow, and the things it is done on. */

// What a number of a thing is where the data leave it out.
const UNSAID = { x: 0, width: 2, faces: "right", aside: 0, height: 0, thick: 0.1 };

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
    this.follows.value = [this.figure.data.arrow].flat()[0]?.follows ?? "";
    const template = document.getElementById("prop").content.firstElementChild;
    const rows = this.things.map((thing) => {
      const row = template.cloneNode(true);
      for (const field of row.querySelectorAll("[data-prop]")) {
        const name = field.dataset.prop;
        field.value = thing[name] ?? UNSAID[name];
      }
      this.showMeasures(row, thing.kind);
      return row;
    });
    if (!this.list.contains(document.activeElement)) this.list.replaceChildren(...rows);
  }

  /** Of the numbers of things, only those that this kind has. */
  showMeasures(row, kind) {
    for (const part of row.querySelectorAll("[data-kinds]")) {
      part.hidden = !part.dataset.kinds.split(" ").includes(kind);
    }
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
    const thing = this.things[this.place(field)];
    thing[field.dataset.prop] = value;
    this.showMeasures(field.closest("li"), thing.kind);
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
