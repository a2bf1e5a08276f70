/**
 * A page's ear: a socket where one gets through, polling where none does, the same frames either way.
 *
 * `listen` tells its caller every frame, in order of arrival, and the state of the connection:
 * "live", "reconnecting", "polling", "offline" or "gone". The caller says what it has.
 */

const POLL_SECONDS = 20;
const OPENING_SECONDS = 8; // some middleboxes swallow a socket and never say so
const SETTLING_SECONDS = 2; // a full hub accepts first and closes at once: open is not yet live
const SILENCE_SECONDS = 25; // two heartbeats and a half
const SPREAD_SECONDS = 10; // after an unexpected close, so that many pages do not come back at once
const LONGEST_WAIT_SECONDS = 30;
const FULL_WAIT_SECONDS = 60;
const FULL = 1013;
const CLOSED_TO_US = [4401, 4403, 4404];

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
    this.isLive = false;
    this.isPolling = false; // the last poll was answered
    this.isGone = false;
  }

  begin() {
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => this.lose());
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

  /** Says one of the few things a page may say. Without a socket it stays unsaid: it is a courtesy. */
  say(words) {
    if (this.isLive) this.socket.send(words);
  }

  open() {
    if (this.isGone || this.socket) return;
    this.isWaiting = false;
    this.isResting = false;
    clearTimeout(this.retryTimer);
    const origin = location.origin.replace(/^http/, "ws");
    let opened = false;
    let socket;
    try {
      socket = new WebSocket(`${origin}${this.socketPath}?${this.query()}`);
    } catch {
      this.startPolling(); // a browser or a policy that has no sockets at all
      return;
    }
    this.socket = socket;
    this.openTimer = setTimeout(() => this.drop(), OPENING_SECONDS * 1000);
    socket.addEventListener("open", () => {
      if (this.socket !== socket) return;
      opened = true;
      clearTimeout(this.openTimer);
      this.openTimer = setTimeout(() => this.settle(), SETTLING_SECONDS * 1000);
      this.listenForSilence();
    });
    socket.addEventListener("message", ({ data }) => {
      if (this.socket !== socket) return;
      this.listenForSilence();
      const frame = JSON.parse(data);
      if (frame.type === "bye") {
        this.byeWait = frame.retry_ms;
        return;
      }
      this.settle();
      this.onFrame(frame);
    });
    socket.addEventListener("close", ({ code }) => {
      if (this.socket === socket) this.closed(code, opened);
    });
  }

  /** The socket holds: only now is the page live, and only now does polling end. */
  settle() {
    clearTimeout(this.openTimer);
    if (this.isLive) return;
    this.isLive = true;
    this.failures = 0;
    this.stopPolling();
    this.onState("live");
  }

  closed(code, wasOpen) {
    const wasLive = this.isLive;
    this.forgetSocket();
    this.failures += 1;
    const backoff = Math.min(LONGEST_WAIT_SECONDS, 0.5 * 2 ** this.failures) * 1000 * Math.random();
    const spread = wasOpen ? SPREAD_SECONDS * 1000 * Math.random() : 0;
    const fullWait = code === FULL ? FULL_WAIT_SECONDS * 1000 * (1 + Math.random() / 2) : undefined;
    const wait = fullWait ?? this.byeWait ?? backoff + spread;
    this.byeWait = undefined;
    this.isWaiting = code !== FULL; // no key press makes room in a full hub
    this.retryTimer = setTimeout(() => this.open(), wait);
    // A page that hears by polling goes on saying so while it tries for a socket.
    if (code !== FULL && !this.isPolling) this.onState(navigator.onLine ? "reconnecting" : "offline");
    // Perhaps sockets are blocked here, which a browser cannot tell; and only an answer over HTTP
    // says whether a page that was closed to us may still be read.
    if (!wasLive || code === FULL || CLOSED_TO_US.includes(code)) this.startPolling();
  }

  /** Gives up a socket that says nothing. */
  drop() {
    const socket = this.socket;
    this.closed(1006, false);
    socket?.close();
  }

  lose() {
    if (this.isGone) return;
    this.isPolling = false;
    this.onState("offline");
  }

  wake() {
    if (this.isGone) return;
    this.failures = 0;
    if (this.isLive) this.onState("live");
    if (!this.socket) this.open();
  }

  rest() {
    const socket = this.socket;
    this.forgetSocket();
    this.isResting = true;
    clearTimeout(this.retryTimer);
    this.stopPolling();
    socket?.close();
  }

  forgetSocket() {
    this.socket = null;
    this.isLive = false;
    clearTimeout(this.openTimer);
    clearTimeout(this.silenceTimer);
  }

  listenForSilence() {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      this.isLive = false; // so that it polls at once
      this.drop();
    }, SILENCE_SECONDS * 1000);
  }

  startPolling() {
    if (this.pollTimer || this.isGone) return;
    this.poll();
  }

  stopPolling() {
    clearTimeout(this.pollTimer);
    this.pollTimer = undefined;
    this.isPolling = false;
  }

  async poll() {
    clearTimeout(this.pollTimer);
    this.pollTimer = undefined;
    let answer;
    try {
      answer = await fetch(`${this.pollPath}?${this.query()}`, {
        headers: { Accept: "application/json" },
        cache: "no-store",
        redirect: "manual",
      });
    } catch {
      this.lose();
    }
    if (answer?.type === "opaqueredirect") {
      this.onFrame({ type: "reset" }); // it has moved, and the page's own address leads there too
      return;
    }
    if (answer && [401, 403, 404].includes(answer.status)) {
      this.leave();
      return;
    }
    if (answer?.status === 200) for (const frame of (await answer.json()).frames) this.onFrame(frame);
    if (this.isLive || this.isResting) return;
    this.isPolling = answer?.status < 500;
    if (this.isPolling) this.onState("polling");
    clearTimeout(this.pollTimer); // another poll may have come back first
    this.pollTimer = setTimeout(() => this.poll(), POLL_SECONDS * 1000 * (0.75 + Math.random() / 2));
  }

  leave() {
    this.isGone = true;
    this.rest();
    this.onState("gone");
  }
}
