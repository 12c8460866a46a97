// Files are dropped on a frame and read one by one, each in a request of its own, with a row that says how it went.
// Without this script the form sends all of them at once by its button.
//
// <form data-drops data-shown-url data-waiting data-reading data-read data-refused data-failed data-onward>
// Answered (JSON): {files: [{name, reading, url, language, symbols, doubts, problems: [{code, message}]}]}.

class Drop {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    this.zone = form.querySelector("[data-drop-zone]");
    this.readings = [];
    this.refused = 0;
    form.querySelector("[data-drop-hint]").hidden = false;
    for (const name of ["dragenter", "dragover"]) this.zone.addEventListener(name, (event) => this.over(event));
    for (const name of ["dragleave", "drop"]) this.zone.addEventListener(name, () => this.zone.classList.remove("e-drop--over"));
    this.zone.addEventListener("drop", (event) => { event.preventDefault(); this.take([...event.dataTransfer.files]); });
    form.addEventListener("submit", (event) => {
      const files = [...this.input.files];
      if (files.length < 2) return;
      event.preventDefault();
      this.take(files);
    });
  }

  over(event) {
    event.preventDefault();
    this.zone.classList.add("e-drop--over");
  }

  async take(files) {
    if (!files.length || this.busy) return;
    this.busy = true;
    const place = this.form.querySelector("[data-drop-progress]");
    const list = this.form.querySelector("[data-drop-rows]");
    const bar = place.querySelector("progress");
    place.hidden = false;
    list.replaceChildren(...files.map((file) => this.row(file)));
    bar.max = files.length;
    for (const [turn, file] of files.entries()) {
      this.count(turn, files.length);
      await this.send(file, list.children[turn]);
      bar.value = turn + 1;
    }
    this.count(files.length, files.length);
    this.busy = false;
    this.onward(place);
  }

  count(done, all) {
    this.form.querySelector("[data-drop-count]").textContent = `${done} / ${all}`;
  }

  row(file) {
    const line = document.createElement("li");
    const name = document.createElement("span");
    name.className = "e-hub__what";
    const words = document.createElement("bdi");
    words.textContent = file.name;
    name.append(words);
    const state = document.createElement("span");
    state.textContent = this.form.dataset.waiting;
    line.append(name, state);
    return line;
  }

  async send(file, line) {
    const say = (text) => { line.lastElementChild.textContent = text; };
    say(this.form.dataset.reading);
    const body = new FormData(this.form);
    body.delete(this.input.name);
    body.append(this.input.name, file);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" },
      });
      const [one] = (await answer.json()).files;
      this.done(one, line, say);
    } catch {
      this.refused += 1;
      say(this.form.dataset.failed);
    }
  }

  done(one, line, say) {
    if (one.reading) {
      this.readings.push(one.reading);
      say(`${this.form.dataset.read} · ${one.language}${one.symbols.length ? ` · ${one.symbols.join(", ")}` : ""}`);
      return;
    }
    this.refused += 1;
    say(this.form.dataset.refused);
    for (const problem of one.problems) {
      const words = document.createElement("small");
      words.textContent = `${problem.message} ${problem.code}`;
      line.firstElementChild.append(words);
    }
  }

  onward(place) {
    if (!this.readings.length) return;
    const url = `${this.form.dataset.shownUrl}?${new URLSearchParams(this.readings.map((one) => ["reading", one]))}`;
    if (!this.refused) {
      location.assign(url);
      return;
    }
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = url;
    link.textContent = this.form.dataset.onward;
    place.append(link);
    link.focus();
  }
}

for (const form of document.querySelectorAll("form[data-drops]")) new Drop(form);
