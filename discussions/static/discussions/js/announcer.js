/** Tells people who listen to a page what is new: one short sentence at a time, and none while they write or pause it. */

const SECONDS = 5;
const PAUSED = "announcements-paused";

export class Announcer {
  /** `root` holds the quiet region and the button that pauses it. */
  constructor(root) {
    this.region = root.querySelector("[data-announce]");
    this.button = root.querySelector("[data-pause]");
    this.count = 0;
    this.isPaused = remembered();
    this.button.addEventListener("click", () => this.pause(!this.isPaused));
    this.showPause();
  }

  /** Adds so many replies to the next sentence. */
  add(count) {
    this.count += count;
    this.speakSoon();
  }

  /** Says that there is nothing more to follow, to everybody at once: neither writing nor a pause holds it back. */
  sayLast(sentence) {
    clearTimeout(this.timer);
    this.count = 0;
    this.region.textContent = sentence;
  }

  pause(isPaused) {
    this.isPaused = isPaused;
    remember(isPaused);
    this.showPause();
    this.speakSoon();
  }

  showPause() {
    this.button.textContent = this.isPaused ? "Resume announcements" : "Pause announcements";
  }

  speakSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.count === 0 || this.isPaused) return;
      if (document.activeElement?.closest("form[data-composer]")) return this.speakSoon();
      this.region.textContent = this.count === 1 ? "1 new reply" : `${this.count} new replies`;
      this.count = 0;
    }, SECONDS * 1000);
  }
}

// Storage that is blocked forgets, and that is all.
function remembered() {
  try {
    return sessionStorage.getItem(PAUSED) === "yes";
  } catch {
    return false;
  }
}

function remember(isPaused) {
  try {
    sessionStorage.setItem(PAUSED, isPaused ? "yes" : "no");
  } catch {
    // this page remembers by itself
  }
}
