// Suggestions while one types: a combobox over the list that the server makes. Without it the button shows the same on a page.
const WAIT = 120;

for (const field of document.querySelectorAll("[data-look]")) {
  const form = field.form;
  const place = form.querySelector("[data-look-list]");
  const said = form.querySelector("[data-look-said]");
  let timer = 0;
  let asked = null;
  let at = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", "look-list");

  const options = () => [...place.querySelectorAll("[role=option]")];

  function close() {
    place.replaceChildren();
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(next) {
    const all = options();
    if (!all.length) return;
    at = (next + all.length) % all.length;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    all[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[at].id);
  }

  async function ask() {
    const words = field.value.trim();
    asked?.abort();
    if (words.length < 2 && !/[^\u0000-\u02ff]/.test(words)) return close();
    asked = new AbortController();
    try {
      const url = `${field.dataset.look}?part=list&q=${encodeURIComponent(words)}`;
      const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return close();
      const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ul");
      if (!made || field.value.trim() !== words) return;
      close();
      said.textContent = made.dataset.said;
      if (!made.children.length) return;
      place.replaceChildren(made);
      field.setAttribute("aria-expanded", "true");
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options().length) return void ask();
      event.preventDefault();
      choose(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(options()[at].dataset.url);
    } else if (event.key === "Escape") {
      if (options().length) event.preventDefault();
      close();
    }
  });
  place.addEventListener("mousedown", (event) => event.preventDefault());
  place.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
  field.addEventListener("blur", () => close());
}
