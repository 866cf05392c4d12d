// <hjemmel-duty iri="https://w3id.org/hjemmel/duties/…" lang="nb"></hjemmel-duty>
// Shows a norm inside another system's page. Asks the server this file came from, or the one in server="…".
const WORDS = /* words */ {};
const BASE = "https://w3id.org/hjemmel/";
const HOME = new URL("..", import.meta.url).href.replace(/\/$/, "");
const STYLE = `
:host { display: block; border: 1px solid; border-left: .4rem solid; border-radius: .3rem; padding: .6rem .9rem;
  font: inherit; max-width: 46rem; }
:host([force="bør"]), :host([force="kan"]) { border-left-style: dashed; }
p { margin: .3rem 0; } .title { font-weight: 700; } .force { border: 1px solid; padding: 0 .4em; border-radius: .2em; }
.note { font-size: .9em; } a { color: inherit; }`;

const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

const safe = (address) => (/^https?:\/\//.test(address || "") ? address : "");

class HjemmelDuty extends HTMLElement {
  static observedAttributes = ["iri", "lang", "on", "server"];

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() { this.renew(); }
  attributeChangedCallback() { if (this.isConnected) this.renew(); }

  renew() {
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => { this.waiting = false; this.show(); });
  }

  get language() {
    const near = this.closest("[lang]")?.lang.slice(0, 2) || "nb";
    return ["nb", "nn", "en"].includes(near) ? near : "nb";
  }

  say(key) { return WORDS[key]?.[this.language] || ""; }

  day(text) {
    const [year, month, day] = text.split("-").map(Number);
    const dot = this.language === "en" ? "" : ".";
    return `${day}${dot} ${WORDS.months[this.language][month - 1]} ${year}`;
  }

  async show() {
    const turn = (this.turn = {});
    const path = (this.getAttribute("iri") || "").replace(BASE, "");
    const server = safe(this.getAttribute("server")) || HOME;
    const on = this.getAttribute("on");
    const query = `?lang=${this.language}` + (on ? `&on=${encodeURIComponent(on)}` : "");
    let parts;
    try {
      if (!/^duties\/[\w-]+$/.test(path)) throw new Error(path);
      const answer = await fetch(`${server}/${path}.json${query}`);
      if (!answer.ok) throw new Error(answer.status);
      parts = this.draw(await answer.json());
    } catch {
      parts = [element("p", this.say("duty-failed"))];
    }
    if (turn === this.turn) this.shadowRoot.replaceChildren(...parts);
  }

  draw(norm) {
    const force = norm.force || "";
    this.setAttribute("force", force);
    const title = element("p", "", { class: "title" });
    title.append(element("span", force.replace("-", " "), { class: "force" }), " ",
      element("a", norm.label, { href: safe(norm.id) }));
    const parts = [title, element("p", norm.description)];
    if (norm.holds === false) parts.push(element("p", this.say("duty-ended")));
    const words = norm.basis.map((basis) => {
      const since = basis.validFrom ? ` (${this.say("since").toLowerCase()} ${this.day(basis.validFrom)})` : "";
      const link = safe(basis.lovdata) ? element("a", basis.label, { href: basis.lovdata }) : basis.label;
      return [link, since];
    });
    const line = element("p", `${this.say("basis")}: `);
    words.forEach((pair, place) => line.append(...(place ? ["; "] : []), ...pair));
    parts.push(line, element("p", this.say("no-advice"), { class: "note" }));
    return parts;
  }
}

customElements.define("hjemmel-duty", HjemmelDuty);
