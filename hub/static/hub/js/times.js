/**
 * Times in words: "2 hours ago" for the last week, then the day.
 *
 * The server writes the full UK time into `<time datetime data-ago>`. Here it becomes short,
 * and its title becomes the full time where the reader is. Nothing is announced: a screen
 * reader meets the words when it comes to them.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ago = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });

/** Gives the words for a moment, as seen from another: two Dates in, a string out. */
export function inWords(then, now = new Date()) {
  const gone = now - then;
  if (Math.abs(gone) < MINUTE) return "just now";
  if (Math.abs(gone) < HOUR) return ago.format(-Math.round(gone / MINUTE), "minute");
  if (Math.abs(gone) < DAY) return ago.format(-Math.round(gone / HOUR), "hour");
  const days = Math.round((startOfDay(now) - startOfDay(then)) / DAY);
  if (Math.abs(days) < 7) return ago.format(-days, "day");
  return (then.getFullYear() === now.getFullYear() ? day : dayAndYear).format(then);
}

/** Writes the words of every time below `root`. Call it with what has just been added to a page. */
export function writeTimes(root = document) {
  const now = new Date();
  for (const element of root.querySelectorAll("time[data-ago]")) {
    const then = new Date(element.dateTime);
    if (Number.isNaN(then.getTime())) continue;
    const words = inWords(then, now);
    if (element.textContent !== words) element.textContent = words;
    element.title = full.format(then);
  }
}

/** Keeps the page's times true: now, every minute while it is looked at, and when it is looked at again. */
export function keepTimes() {
  writeTimes();
  setInterval(() => document.hidden || writeTimes(), MINUTE);
  document.addEventListener("visibilitychange", () => document.hidden || writeTimes());
}

function startOfDay(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
}
