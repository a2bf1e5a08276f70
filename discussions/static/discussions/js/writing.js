/** What a page of a conversation does for somebody who may write in it; readers load none of this. */

import { mount } from "discussions/composer";
import { startOutbox } from "discussions/outbox";
import { postByScript } from "discussions/posting";

/** Starts the composer, and posting from it. `onPosted` hears of each post of this page. */
export function startWriting(form, onPosted) {
  mount();
  const outbox = startOutbox(form.dataset.user);
  postByScript(form, outbox, onPosted);
  addEventListener("hub:sent", ({ detail }) => {
    if (detail.token === form.elements.token.value) form.dispatchEvent(new CustomEvent("hub:posted", { detail }));
    if (!outbox.hasWaiting) form.querySelector("[data-saved]").textContent = ""; // it said that one waits
    onPosted(detail);
  });
}
