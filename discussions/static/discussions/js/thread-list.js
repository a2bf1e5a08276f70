/** A Community's list of conversations, moving on as people post. */

import { listen } from "discussions/connection";
import { writeTimes } from "hub/times";

for (const list of document.querySelectorAll("[data-thread-list]")) follow(list);

function follow(list) {
  const rows = new Map([...list.querySelectorAll("[data-thread]")].map((row) => [Number(row.dataset.thread), row]));
  const newest = Number(list.dataset.newestThread);
  listen({
    socketPath: `/ws/communities/${list.dataset.threadList}/`,
    pollPath: list.dataset.activity,
    query: () => "",
    onFrame: (frame) => {
      if (frame.type !== "activity") return;
      for (const [thread, post, change] of frame.threads) {
        const row = rows.get(thread);
        if (row) moveOn(row, post, change);
        else if (thread > newest) list.querySelector("[data-new-threads]").hidden = false;
      }
    },
    onState: () => {},
  });
}

function moveOn(row, post, change) {
  if (change <= Number(row.dataset.change)) return;
  row.dataset.change = change;
  const added = post - Number(row.dataset.newest);
  if (added <= 0) return;
  row.dataset.newest = post;
  if (!("quiet" in row.dataset)) row.classList.add("thread-row--unread");
  const told = row.querySelector("[data-replies]");
  const replies = (parseInt(told.textContent, 10) || 0) + added; // not by the number: some may have been moved away
  told.textContent = `${replies} ${replies === 1 ? "reply" : "replies"}`;
  const unread = row.querySelector("[data-unread]");
  unread.textContent = `${(parseInt(unread.textContent, 10) || 0) + added} new`;
  const time = row.querySelector("time");
  time.dateTime = new Date().toISOString();
  writeTimes(row);
}
