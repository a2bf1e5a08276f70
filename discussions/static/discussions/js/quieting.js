/** Folds away what people said whom this reader has muted. Without script it stands there like everything else. */

export class Quieting {
  /**
   * @param {Element} root  the page of the conversation
   * @param {{quiet: number[], announces: boolean}} data  whom this reader has muted or blocked
   */
  constructor(root, { quiet, announces }) {
    Object.assign(this, { quiet: new Set(quiet), announces, shown: new Set() });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-unfold]");
      if (button) this.show(button.closest("[data-post]"));
    });
  }

  /** Nothing more is to be known of Posts that were fetched. */
  learn() {}

  /** Is this said by somebody whom this reader does not want to hear? */
  has(author) {
    return this.quiet.has(Number(author));
  }

  /** Folds a Post, but for the words of an announcement, and what was unfolded before. */
  fit(post) {
    const { post: number, author } = post.dataset;
    const isSpared = this.shown.has(number) || (this.announces && number === "1");
    if (!this.has(author) || isSpared || "folded" in post.dataset) return;
    post.dataset.folded = "";
    const bar = document.createElement("p");
    bar.className = "post__folded meta";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "Show" });
    button.dataset.unfold = "";
    const what = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` post ${number}` });
    button.append(what);
    bar.append("A post by somebody you muted or blocked. ", button);
    post.prepend(bar);
  }

  show(post) {
    this.shown.add(post.dataset.post);
    delete post.dataset.folded;
    post.querySelector(".post__folded").remove();
    post.querySelector(".post__name")?.focus();
  }
}
