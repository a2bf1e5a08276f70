/** *Save* under each Post, for whoever is signed in: it puts the Post into their inbox. */

import { NOT_TAKEN, press, sayBeside } from "discussions/press";

/**
 * Makes the buttons work.
 *
 * @param {Element} root  the page of the conversation
 * @param {number[]} saved  numbers of the Posts this reader has saved
 * @param {string} path  address of the posts; a Post answers at `<number>/save/` below it
 */
export class Saving {
  constructor(root, { viewer, saved }, path) {
    Object.assign(this, { viewer, path, saved: new Set(saved) });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-save]");
      if (button) this.toggle(Number(button.closest("[data-post]").dataset.post));
    });
  }

  /** Takes in what the reader saved of Posts that were fetched. */
  learn({ saved }) {
    for (const number of saved) this.saved.add(number);
  }

  /** Shows the button of a Post as it stands. */
  fit(post) {
    const button = post.querySelector("[data-save]");
    if (!button || !this.viewer) return;
    const isSaved = this.saved.has(Number(post.dataset.post));
    button.parentElement.hidden = false;
    button.firstChild.data = isSaved ? "Saved" : "Save";
    button.dataset.save = isSaved ? "saved" : "";
  }

  /** Shows it at once; a refusal takes it back. */
  async toggle(number) {
    const isOn = !this.saved.has(number);
    this.note(number, isOn);
    const isTaken = await press(`${this.path}${number}/save/`, { on: isOn ? "yes" : "no" });
    if (isTaken) return;
    this.note(number, !isOn);
    const button = document.querySelector(`#post-${number} [data-save]`);
    if (button) sayBeside(button, NOT_TAKEN);
  }

  note(number, isOn) {
    if (isOn) this.saved.add(number);
    else this.saved.delete(number);
    const post = document.getElementById(`post-${number}`);
    if (post) this.fit(post);
  }
}
