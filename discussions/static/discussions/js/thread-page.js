/** The thread page: what a page of a conversation does while it is open. */

import { listen } from "discussions/connection";
import { showConnection } from "discussions/connection-line";
import { takeAway } from "discussions/gone";
import { offerLinks } from "discussions/links";
import { PostList } from "discussions/post-list";
import { PostWindow } from "discussions/post-window";
import { Presence } from "discussions/presence";
import { Quieting } from "discussions/quieting";
import { Reactions } from "discussions/reactions";
import { followReading } from "discussions/reading-place";
import { Saving } from "discussions/saving";

const data = JSON.parse(document.getElementById("thread-data").textContent);
const base = location.pathname.split("/").slice(0, 5).join("/"); // /communities/<slug>/threads/<number>

const STANDING_SPREAD_SECONDS = 2; // thousands may be told at once

const root = document.querySelector("[data-thread-page]");
const quieting = new Quieting(root, data);
const list = new PostList(root, data, {
  isQuiet: (author) => quieting.has(author),
  onGap: () => ear.refresh(),
  readPath: `${base}/read/`,
  marks: [new Reactions(root, data, `${base}/posts/`), new Saving(root, data, `${base}/posts/`), quieting],
});
const presence = new Presence(root, data.viewer);
new PostWindow(list, `${base}/posts/`);
followReading(list.posts);
const ear = listen({
  socketPath: `/ws/threads/${data.thread}/`,
  pollPath: `${base}/changes/`,
  query: () => `after=${list.upto}`,
  onFrame: (frame) => {
    if (frame.type === "standing") setTimeout(askStanding, STANDING_SPREAD_SECONDS * 1000 * Math.random());
    else presence.hear(frame) || list.apply(frame);
  },
  onState: (state) => {
    if (state === "gone") takeAway(root, list);
    else showConnection(document.querySelector("[data-connection]"), state);
    if (state === "live") dispatchEvent(new Event("hub:live"));
    if (state !== "live") presence.forget();
  },
});

offerLinks(document.querySelector("[data-posts]"));
const form = document.querySelector("form[data-composer]");
if (form) {
  presence.sayWhen(form, () => ear.say('{"type":"writing"}'));
  bringWriting();
}

/** Asks what its reader may do now: a Lead may have asked them to pause, or closed the whole room. */
async function askStanding() {
  const answer = await fetch(`${base}/standing/`, { cache: "no-store" }).catch(() => null);
  if (answer?.ok) list.stand(await answer.json());
}

/** Makes the plain form a rich one; while it cannot be fetched, the plain one posts as well. */
async function bringWriting() {
  try {
    const { startWriting } = await import("discussions/writing");
    if (form.hasAttribute("data-gone")) return; // nothing more is to be written here
    startWriting(form, ({ change }) => {
      if (list.upto < change) setTimeout(() => list.upto < change && ear.refresh(), 400);
    });
  } catch {
    addEventListener("online", bringWriting, { once: true });
  }
}
