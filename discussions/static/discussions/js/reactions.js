/** *Thanks*, *Useful*, *We do this too*: words to press under each Post, for those who may. */

import { NOT_TAKEN, press, sayBeside } from "discussions/press";

/**
 * Makes the buttons of Posts.
 *
 * @param {Element} root  the page of the conversation, which holds the buttons once, as a template
 * @param {number} viewer  id of the reader
 * @param {Record<string, string[]>} said  what the reader has said so far, by number of the Post
 * @param {string} path  address of the posts; a Post answers at `<number>/react/` below it
 */
export class Reactions {
  constructor(root, { viewer, said }, path) {
    Object.assign(this, { viewer, said, path, pattern: root.querySelector("[data-reactions]") });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-kind]");
      if (button) this.press(button, button.closest("[data-post]"));
    });
  }

  /** Takes in what the reader said to Posts that were fetched. */
  learn({ said }) {
    Object.assign(this.said, said);
  }

  /** Puts buttons in the place of the words a Post came with. Its author reads the words. */
  fit(post) {
    const words = post.querySelector("[data-said]");
    if (!words || !this.pattern || post.dataset.author === String(this.viewer)) return;
    const counts = words.dataset.said.split(",");
    const group = this.pattern.content.firstElementChild.cloneNode(true);
    for (const [index, button] of [...group.children].entries()) {
      const isSaid = (this.said[post.dataset.post] ?? []).includes(button.dataset.kind);
      button.setAttribute("aria-pressed", String(isSaid));
      button.querySelector(".reaction__count").textContent = counts[index] === "0" ? "" : counts[index];
    }
    words.replaceWith(group);
  }

  /** Shows it at once; the frame of the change brings the count, and a refusal takes it back. */
  async press(button, post) {
    const wasOn = button.getAttribute("aria-pressed") === "true";
    this.note(post.dataset.post, button, !wasOn);
    const isTaken = await press(`${this.path}${post.dataset.post}/react/`, {
      kind: button.dataset.kind,
      on: wasOn ? "no" : "yes",
    });
    if (isTaken) return;
    this.note(post.dataset.post, button, wasOn);
    if (button.isConnected) sayBeside(button, NOT_TAKEN);
  }

  note(number, button, isOn) {
    const others = (this.said[number] ?? []).filter((kind) => kind !== button.dataset.kind);
    this.said[number] = isOn ? [...others, button.dataset.kind] : others;
    const now = button.isConnected ? button : document.querySelector(`#post-${number} [data-kind="${button.dataset.kind}"]`);
    now?.setAttribute("aria-pressed", String(isOn));
  }
}
