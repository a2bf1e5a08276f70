/** Says in words how a page hears of replies. */

const WORDS = {
  live: "Live",
  reconnecting: "Reconnecting…",
  polling: "Not live: this page checks every 20 seconds",
  offline: "Offline: this page goes on when the connection returns",
  writing: "Offline: your draft is kept",
};

/** Shows one of the states of `listen` in a line of the page; "gone" is for the whole page to say. */
export function showConnection(line, state) {
  if (!line) return;
  line.hidden = false;
  if (line.dataset.state === state) return;
  line.dataset.state = state;
  const hasComposer = state === "offline" && document.querySelector("form[data-composer]");
  line.querySelector("[data-connection-words]").textContent = WORDS[hasComposer ? "writing" : state];
}
