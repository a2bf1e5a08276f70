/**
 * A page's ear: a socket where one gets through, polling where none does, the same frames either way.
 *
 * `listen` tells its caller every frame, in order of arrival, and the state of the connection:
 * "live", "reconnecting", "polling", "offline" or "gone". The caller says what it has.
 */

const POLL_SECONDS = 20;
const SILENCE_SECONDS = 25; // two heartbeats and a half
const SPREAD_SECONDS = 10; // after an unexpected close, so that many pages do not come back at once
const LONGEST_WAIT_SECONDS = 30;
const CLOSED_TO_US = [4401, 4403];

/**
 * Begins to listen.
 *
 * @param {object} options
 * @param {string} options.socketPath  path of the socket
 * @param {string} options.pollPath    path that answers the same frames over HTTP
 * @param {() => string} options.query  what the page has, as a query without "?"
 * @param {(frame: object) => void} options.onFrame
 * @param {(state: string) => void} options.onState
 */
export function listen(options) {
  const ear = new Ear(options);
  ear.begin();
  return ear;
}

class Ear {
  constructor({ socketPath, pollPath, query, onFrame, onState }) {
    Object.assign(this, { socketPath, pollPath, query, onFrame, onState });
    this.failures = 0;
    this.socket = null;
    this.isGone = false;
  }

  begin() {
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => this.onState("offline"));
    addEventListener("pagehide", () => this.rest());
    addEventListener("pageshow", (event) => event.persisted && this.wake());
    for (const act of ["keydown", "pointerdown"]) {
      addEventListener(act, () => this.isWaiting && this.wake(), { passive: true });
    }
    this.open();
  }

  /** Asks at once for what the page does not have: after a gap, or just after posting. */
  refresh() {
    if (!this.isGone) this.poll();
  }

  open() {
    if (this.isGone || this.socket) return;
    this.isWaiting = false;
    clearTimeout(this.retryTimer);
    const origin = location.origin.replace(/^http/, "ws");
    let opened = false;
    const socket = new WebSocket(`${origin}${this.socketPath}?${this.query()}`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      opened = true;
      this.failures = 0;
      this.stopPolling();
      this.onState("live");
      this.listenForSilence();
    });
    socket.addEventListener("message", ({ data }) => {
      this.listenForSilence();
      const frame = JSON.parse(data);
      if (frame.type === "bye") this.byeWait = frame.retry_ms;
      else this.onFrame(frame);
    });
    socket.addEventListener("close", ({ code }) => {
      if (this.socket === socket) this.closed(code, opened);
    });
  }

  closed(code, wasOpen) {
    this.socket = null;
    clearTimeout(this.silenceTimer);
    if (CLOSED_TO_US.includes(code)) {
      this.poll(); // only an answer over HTTP says whether the page may still be read
      return;
    }
    this.failures += 1;
    this.onState(navigator.onLine ? "reconnecting" : "offline");
    const backoff = Math.min(LONGEST_WAIT_SECONDS, 0.5 * 2 ** this.failures) * 1000 * Math.random();
    const spread = wasOpen ? SPREAD_SECONDS * 1000 * Math.random() : 0;
    const wait = this.byeWait ?? backoff + spread;
    this.byeWait = undefined;
    this.isWaiting = true;
    this.retryTimer = setTimeout(() => this.open(), wait);
    if (!wasOpen) this.startPolling(); // perhaps sockets are blocked here: a browser cannot tell
  }

  wake() {
    if (this.isGone) return;
    this.failures = 0;
    if (!this.socket) this.open();
  }

  rest() {
    const socket = this.socket;
    this.socket = null;
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.stopPolling();
    socket?.close();
  }

  listenForSilence() {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      const socket = this.socket;
      this.socket = null;
      socket?.close();
      this.closed(1006, false);
    }, SILENCE_SECONDS * 1000);
  }

  startPolling() {
    if (this.pollTimer || this.isGone) return;
    this.poll();
  }

  stopPolling() {
    clearTimeout(this.pollTimer);
    this.pollTimer = undefined;
  }

  async poll() {
    this.stopPolling();
    let answer;
    try {
      answer = await fetch(`${this.pollPath}?${this.query()}`, {
        headers: { Accept: "application/json" },
        cache: "no-store",
        redirect: "manual",
      });
    } catch {
      this.onState("offline");
    }
    if (answer && [401, 403, 404].includes(answer.status)) {
      this.leave();
      return;
    }
    if (answer?.status === 200) for (const frame of (await answer.json()).frames) this.onFrame(frame);
    if (answer?.status < 500 && this.socket?.readyState !== WebSocket.OPEN) this.onState("polling");
    if (this.socket?.readyState !== WebSocket.OPEN) {
      this.pollTimer = setTimeout(() => this.poll(), POLL_SECONDS * 1000 * (0.75 + Math.random() / 2));
      if (!this.socket && !this.isWaiting) this.open();
    }
  }

  leave() {
    this.isGone = true;
    this.rest();
    this.onState("gone");
  }
}
