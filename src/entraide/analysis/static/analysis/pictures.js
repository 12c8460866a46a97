// Pictures on a page: arrow keys lead from mark to mark, the words of a mark stand under the picture, and it can be saved.
//
// <figure data-picture> with [data-picture-sheet] (the drawing), [data-picture-said], [data-picture-table],
// [data-picture-save="Download"] and, for the live picture, button[data-picture-live="id of the specification"].
// Without this script the drawing, its titles, its table and its addresses work as they stand.

const FORWARD = new Set(["ArrowRight", "ArrowDown"]);
const BACK = new Set(["ArrowLeft", "ArrowUp"]);

function reach(figure) {
  const sheet = figure.querySelector("[data-picture-sheet]");
  const said = figure.querySelector("[data-picture-said]");
  const marks = [...sheet.querySelectorAll("svg [tabindex]")];
  if (!marks.length) return;
  for (const mark of marks) mark.setAttribute("tabindex", "-1");
  marks[0].setAttribute("tabindex", "0");
  said.textContent = said.dataset.pictureKeys;
  const rightToLeft = getComputedStyle(figure).direction === "rtl";
  sheet.addEventListener("keydown", (event) => {
    const here = marks.indexOf(document.activeElement);
    const ahead = event.key === "ArrowLeft" || event.key === "ArrowRight" ? FORWARD.has(event.key) !== rightToLeft : FORWARD.has(event.key);
    const known = FORWARD.has(event.key) || BACK.has(event.key);
    const next = event.key === "Home" ? 0 : event.key === "End" ? marks.length - 1 : known ? here + (ahead ? 1 : -1) : -1;
    if (here < 0 || next < 0 || next >= marks.length) return;
    event.preventDefault();
    marks[here].setAttribute("tabindex", "-1");
    marks[next].setAttribute("tabindex", "0");
    marks[next].focus();
  });
  const tell = (event) => {
    const mark = event.target.closest?.("[aria-label][tabindex]");
    if (mark) said.textContent = mark.getAttribute("aria-label");
  };
  sheet.addEventListener("focusin", tell);
  sheet.addEventListener("pointerover", tell);
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function drawn(figure) {
  const svg = figure.querySelector("[data-picture-sheet] svg").cloneNode(true);
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(svg);
}

function dots(figure) {
  const svg = figure.querySelector("[data-picture-sheet] svg");
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    canvas.width = 2 * svg.width.baseVal.value;
    canvas.height = 2 * svg.height.baseVal.value;
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#ffffff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, `${figure.id}.png`), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn(figure))}`;
}

function rows(figure) {
  const cell = (one) => {
    const text = one.textContent;
    const safe = !one.classList.contains("e-num") && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [...figure.querySelectorAll("[data-picture-table] tr")].map((row) => [...row.children].map(cell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function offer(figure) {
  const place = figure.querySelector("[data-picture-save]");
  if (place.querySelector("a")) return;
  const ways = {
    SVG: () => save(new Blob([drawn(figure)], { type: "image/svg+xml" }), `${figure.id}.svg`),
    PNG: () => dots(figure),
    CSV: () => save(new Blob([rows(figure)], { type: "text/csv" }), `${figure.id}.csv`),
  };
  place.append(`${place.dataset.pictureSave} `);
  for (const [name, act] of Object.entries(ways)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "e-plain-button";
    button.textContent = name;
    button.addEventListener("click", act);
    place.append(button);
  }
}

function fetched(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}

// Vega evaluates expressions itself (`ast`), because the page's policy forbids `eval`; its style sheets are ours.
async function enliven(figure, button) {
  button.disabled = true;
  for (const name of ["vega", "vegaLite", "vegaEmbed"]) if (!window[name]) await fetched(button.dataset[name]);
  const sheet = figure.querySelector("[data-picture-sheet]");
  const said = figure.querySelector("[data-picture-said]");
  const spec = JSON.parse(document.getElementById(button.dataset.pictureLive).textContent);
  const tooltip = (_handler, _event, _item, value) => {
    said.textContent = value ? String(value) : "";
  };
  const still = sheet.innerHTML;
  try {
    await window.vegaEmbed(sheet, spec, { ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip });
    button.hidden = true;
  } catch (fault) {
    sheet.innerHTML = still;
    throw fault;
  }
}

for (const figure of document.querySelectorAll("[data-picture]")) {
  reach(figure);
  offer(figure);
  const button = figure.querySelector("[data-picture-live]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => enliven(figure, button));
  }
}
