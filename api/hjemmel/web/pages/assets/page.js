// Two things that a page does without too: suggestions while someone types (ARIA combobox with a list), and opening a
// closed part that a link, or the printer, leads to.
"use strict";
(() => {
  const BASE = "https://w3id.org/hjemmel";
  const LEAST = 2;
  const PAUSE = 150;

  const make = (name, attributes, text = "") => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };

  const suggest = (form) => {
    const input = form.querySelector('input[name="q"]');
    const { suggest: address, listed } = form.dataset;
    const root = address.slice(0, -"/suggest".length);
    const list = make("ul", { id: `${input.id}-list`, role: "listbox", "aria-label": listed, class: "suggestions" });
    const told = make("p", { role: "status", class: "hidden" });
    list.hidden = true;
    form.append(list, told);
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
      autocomplete: "off",
    })) input.setAttribute(key, value);
    let timer = 0;
    let asking = null;
    let chosen = -1;

    const choose = (place) => {
      const rows = [...list.children];
      chosen = place;
      rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === place)));
      if (rows[place]) {
        input.setAttribute("aria-activedescendant", rows[place].id);
        rows[place].scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const go = (row) => { location.href = row.dataset.href; };
    const draw = (items) => {
      const kept = new URLSearchParams(location.search).get("lang");
      list.replaceChildren(...items.filter((item) => item.id.startsWith(`${BASE}/`)).map((item, place) => {
        const href = root + item.id.slice(BASE.length) + (kept ? `?lang=${encodeURIComponent(kept)}` : "");
        const row = make("li", { id: `${list.id}-${place}`, role: "option", "aria-selected": "false" }, item.label);
        row.dataset.href = href;
        row.append(" ", make("span", { class: "note" }, item.kindLabel));
        row.addEventListener("mousedown", (event) => { event.preventDefault(); go(row); });
        return row;
      }));
      const total = list.children.length;
      list.hidden = total === 0;
      input.setAttribute("aria-expanded", String(total > 0));
      told.textContent = total ? `${listed}: ${total}` : "";
      choose(-1);
    };
    const ask = async () => {
      asking = new AbortController();
      const query = new URLSearchParams({ q: input.value.trim(), lang: document.documentElement.lang });
      try {
        const answer = await fetch(`${address}?${query}`, { signal: asking.signal });
        if (answer.ok) draw((await answer.json()).items);
      } catch {
        // No suggestions: the form is as good as ever.
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      asking?.abort();
      if (input.value.trim().length < LEAST) close();
      else timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const total = list.children.length;
      if (event.key === "Escape" && total) {
        event.preventDefault();
        event.stopPropagation(); // two of them on the page leave it: this one only closes the list
        close();
      } else if (event.key === "Enter" && list.children[chosen]) {
        event.preventDefault();
        go(list.children[chosen]);
      } else if (total && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        // Between the last and the first lies what was typed: nothing is chosen there.
        choose(((chosen + 1 + step + total + 1) % (total + 1)) - 1);
      }
    });
  };

  const open = () => {
    const place = document.querySelector(":target");
    if (!place) return;
    const part = place.closest("section")?.querySelector(":scope > details.group");
    if (part) part.open = true;
    for (let near = place.closest("details"); near; near = near.parentElement.closest("details")) near.open = true;
  };

  const groups = document.querySelectorAll("details.group");
  document.querySelectorAll("form[data-suggest]").forEach(suggest);
  addEventListener("hashchange", open);
  document.addEventListener("click", (event) => {
    // A second click on the same link changes no hash.
    if (event.target.closest?.('a[href^="#"]')) setTimeout(open);
  });
  addEventListener("beforeprint", () => groups.forEach((part) => { part.open = true; }));
  open();
})();
