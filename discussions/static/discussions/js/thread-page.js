/** The thread page: what a page of a conversation does while it is open. */

import { listen } from "discussions/connection";
import { showConnection } from "discussions/connection-line";
import { offerLinks } from "discussions/links";
import { PostList } from "discussions/post-list";
import { PostWindow } from "discussions/post-window";
import { followReading } from "discussions/reading-place";

const data = JSON.parse(document.getElementById("thread-data").textContent);
const base = location.pathname.split("/").slice(0, 5).join("/"); // /communities/<slug>/threads/<number>

const list = new PostList(document.querySelector("[data-thread-page]"), data, {
  onGap: () => ear.refresh(),
  readPath: `${base}/read/`,
});
new PostWindow(list, `${base}/posts/`);
followReading(list.posts);
const ear = listen({
  socketPath: `/ws/threads/${data.thread}/`,
  pollPath: `${base}/changes/`,
  query: () => `after=${list.upto}`,
  onFrame: (frame) => list.apply(frame),
  onState: (state) => {
    showConnection(document.querySelector("[data-connection]"), state);
    if (state === "live") dispatchEvent(new Event("hub:live"));
  },
});

offerLinks(document.querySelector("[data-posts]"));
const form = document.querySelector("form[data-composer]");
if (form) {
  const { startWriting } = await import("discussions/writing");
  startWriting(form, ({ change }) => {
    if (list.upto < change) setTimeout(() => list.upto < change && ear.refresh(), 400);
  });
}
