import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { LOCAL } from "@/plan/change";
import { pick, seeded } from "./seeded";
import { splits } from "./splice";
import { MAX_TITLE_LENGTH, TitleBinding, type TitleInput } from "./TitleBinding";

/** A textarea as far as the binding sees one: the caret goes to the end when the value is set. */
class Input implements TitleInput {
  #value = "";
  selectionStart = 0;
  selectionEnd = 0;
  selectionDirection: "forward" | "backward" | "none" = "none";

  get value() {
    return this.#value;
  }
  set value(text: string) {
    this.#value = text;
    this.selectionStart = text.length;
    this.selectionEnd = text.length;
  }
  setSelectionRange(
    start: number | null,
    end: number | null,
    direction?: typeof this.selectionDirection,
  ) {
    this.selectionStart = start ?? 0;
    this.selectionEnd = end ?? 0;
    this.selectionDirection = direction ?? "none";
  }
  /** What the browser does as one types or pastes: the selection gives way. */
  put(text: string) {
    const { selectionStart: start, selectionEnd: end } = this;
    this.#value = this.#value.slice(0, start) + text + this.#value.slice(end);
    this.selectionStart = start + text.length;
    this.selectionEnd = this.selectionStart;
  }
}

class Person {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText("title");
  readonly input = new Input();
  readonly undo = new Y.UndoManager(this.text, {
    trackedOrigins: new Set([LOCAL]),
    captureTimeout: 0,
  });
  shown = "";
  caret: [number, number] = [0, 0];
  binding!: TitleBinding;

  open() {
    this.binding = new TitleBinding(
      this.input,
      this.text,
      {
        onShown: (text) => {
          this.shown = text;
        },
        onCaret: (anchor, head) => {
          this.caret = [anchor, head];
        },
      },
      this.undo,
    );
    return this;
  }

  select(start: number, end = start) {
    this.input.setSelectionRange(start, end);
    this.binding.takeSelection();
  }

  type(text: string) {
    this.input.put(text);
    this.binding.takeInput();
  }

  /** A step of an IME: what was composed since the start gives way to `text`. */
  compose(from: number, text: string) {
    this.input.setSelectionRange(from, this.input.selectionEnd);
    this.type(text);
  }
}

function people(title: string, count = 2): Person[] {
  const all = Array.from({ length: count }, () => new Person());
  all[0]?.text.insert(0, title);
  sync(all);
  for (const person of all) person.open();
  return all;
}

function sync(all: readonly Person[]) {
  for (const from of all) {
    for (const to of all) {
      if (from !== to) {
        Y.applyUpdate(
          to.doc,
          Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)),
          "remote",
        );
      }
    }
  }
}

describe("TitleBinding", () => {
  it("writes what is typed, as the smallest change, and shows what others type", () => {
    const [ann, ben] = people("A plan") as [Person, Person];
    ann.select(2);
    ann.type("good ");
    sync([ann, ben]);
    expect(ben.text.toString()).toBe("A good plan");
    expect(ben.input.value).toBe("A good plan");
    expect(ben.shown).toBe("A good plan");
  });

  it("keeps the caret to the letter before it when others type before and after", () => {
    const [ann, ben] = people("one two three") as [Person, Person];
    ann.select(7);
    ben.select(0);
    ben.type("zero ");
    ben.select(ben.input.value.length);
    ben.type(" four");
    sync([ann, ben]);
    expect(ann.input.selectionStart).toBe(12);
    expect(ann.caret).toEqual([12, 12]);
  });

  it("does not mix the letters of two who type at the same place", () => {
    const [ann, ben] = people("Goal: ") as [Person, Person];
    for (const person of [ann, ben]) person.select(6);
    for (let at = 0; at < 5; at++) {
      ann.type("first"[at] as string);
      ben.type("other"[at] as string);
      sync([ann, ben]);
    }
    expect(ann.text.toString()).toBe(ben.text.toString());
    expect(["Goal: firstother", "Goal: otherfirst"]).toContain(ann.text.toString());
  });

  it("keeps a selection to what is selected", () => {
    const [ann, ben] = people("one two three") as [Person, Person];
    ann.select(4, 7);
    ben.select(4);
    ben.type("x");
    ben.select(8);
    ben.type("y");
    sync([ann, ben]);
    expect(ann.input.value).toBe("one xtwoy three");
    expect(ann.input.value.slice(ann.input.selectionStart, ann.input.selectionEnd)).toBe("two");
    ann.type("2");
    sync([ann, ben]);
    expect(ben.input.value).toBe("one x2y three");
  });

  it("has the caret where others took its letters away", () => {
    const [ann, ben] = people("one two three") as [Person, Person];
    ann.select(6);
    ben.select(4, 8);
    ben.type("");
    sync([ann, ben]);
    expect(ann.input.value).toBe("one three");
    expect(ann.input.selectionStart).toBe(4);
  });

  it("makes line breaks spaces", () => {
    const [ann] = people("A plan") as [Person];
    ann.select(6);
    ann.type("\nof two\nlines");
    expect(ann.text.toString()).toBe("A plan of two lines");
    expect(ann.input.value).toBe("A plan of two lines");
    expect(ann.input.selectionStart).toBe(19);
  });

  it("holds no more than a title may", () => {
    const [ann] = people("x".repeat(MAX_TITLE_LENGTH - 3)) as [Person];
    ann.select(1);
    ann.type("ab😀");
    expect(ann.text.toString().slice(0, 4)).toBe("xabx");
    expect(ann.input.value).toBe(ann.text.toString());
    expect(ann.input.selectionStart).toBe(3);
  });

  it("goes to where undo and redo change something", () => {
    const [ann, ben] = people("A plan") as [Person, Person];
    ann.select(2);
    ann.type("good ");
    sync([ann, ben]);
    ben.select(0);
    ben.type("Here: ");
    sync([ann, ben]);
    ann.select(0);
    ann.undo.undo();
    expect(ann.input.value).toBe("Here: A plan");
    expect(ann.input.selectionStart).toBe(8);
    ann.undo.redo();
    expect(ann.input.value).toBe("Here: A good plan");
    expect(ann.input.selectionStart).toBe(13);
  });

  it("leaves a composition alone, and loses nothing that others write meanwhile", () => {
    const [ann, ben] = people("計画") as [Person, Person];
    ann.select(2);
    ann.binding.startComposition();
    ann.compose(2, "に");
    ben.select(0);
    ben.type("新しい");
    sync([ann, ben]);
    // The input is the input method's: it shows what it showed.
    expect(ann.input.value).toBe("計画に");
    ann.compose(2, "にほ");
    ann.compose(2, "日本");
    ann.binding.endComposition();
    sync([ann, ben]);
    expect(ann.input.value).toBe("新しい計画日本");
    expect(ben.input.value).toBe("新しい計画日本");
    expect(ann.input.selectionStart).toBe(7);
  });

  it("does not take away what others wrote within what a composition replaces", () => {
    const [ann, ben] = people("abcd") as [Person, Person];
    ann.select(4);
    ann.binding.startComposition();
    ben.select(2);
    ben.type("XY");
    ben.select(0, 1);
    ben.type("");
    sync([ann, ben]);
    // The input method takes the whole word back and writes another.
    ann.compose(0, "語");
    ann.binding.endComposition();
    sync([ann, ben]);
    expect(ann.input.value).toBe(ben.input.value);
    expect(ann.input.value).toMatch(/^(語XY|XY語)$/);
  });

  it("shows and tells the last state to whoever opens it anew", () => {
    const [ann, ben] = people("A plan") as [Person, Person];
    ann.binding.destroy();
    ben.select(6);
    ben.type("!");
    sync([ann, ben]);
    expect(ann.input.value).toBe("A plan");
    ann.open();
    expect(ann.input.value).toBe("A plan!");
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("converges whatever three people do (seed %i)", (seed) => {
    const random = seeded(seed);
    const below = (most: number) => Math.floor(random() * most);
    const words = ["a", "an ", "😀", "👩‍💻", "語", "é", "", "\n", "plan", "🈀"];
    const all = people("Plan 😀 for 語", 3);
    const composing = new Map<Person, number>();
    const typed: string[] = [];
    for (let step = 0; step < 400; step++) {
      const person = pick(all, random);
      const { input, binding } = person;
      const spot = () => {
        const index = below(input.value.length + 1);
        return splits(input.value, index) ? index - 1 : index;
      };
      const from = composing.get(person);
      switch (below(7)) {
        case 0:
        case 1: {
          if (from !== undefined) break;
          const [one, other] = [spot(), spot()];
          person.select(
            Math.min(one, other),
            random() < 0.6 ? Math.min(one, other) : Math.max(one, other),
          );
          break;
        }
        case 2:
        case 3:
          if (from === undefined) person.type(pick(words, random));
          else person.compose(from, pick(words, random).replace("\n", ""));
          break;
        case 4:
          if (from === undefined) {
            composing.set(person, input.selectionStart);
            binding.startComposition();
          } else {
            binding.endComposition();
            composing.delete(person);
          }
          break;
        case 5:
          if (from === undefined && random() < 0.3) person.undo.undo();
          break;
        default:
          sync([person, pick(all, random)]);
      }
      // One's own letters are all there that one sees, and a caret never stands within a pair.
      if (!composing.has(person)) expect(input.value).toBe(person.text.toString());
      expect(splits(input.value, input.selectionStart)).toBe(false);
      expect(splits(input.value, input.selectionEnd)).toBe(false);
      typed.push(input.value);
    }
    for (const person of composing.keys()) person.binding.endComposition();
    sync(all);
    const [first, ...others] = all.map(({ text }) => text.toString());
    for (const other of others) expect(other).toBe(first);
    for (const { input, shown, text } of all) {
      expect(input.value).toBe(first);
      expect(shown).toBe(text.toString());
    }
    expect(first).not.toMatch(/[\ufffd\n]/);
    expect(first).not.toMatch(/\p{Surrogate}/u);
    expect(new Set(typed).size).toBeGreaterThan(50);
  });
});
