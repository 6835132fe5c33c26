// What the scripts say, in the language of the page.

const words = JSON.parse(document.getElementById("words").textContent);

/** A template with its {places} filled. */
function filled(template, places) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}
