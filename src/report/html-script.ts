/**
 * What the page does where scripts run: the filter, and opening and closing all files. Nothing is lost without it.
 * It reads and hides elements that are there, and makes none from text.
 */
export const SCRIPT = `
'use strict';
(function () {
  var form = document.getElementById('filter');
  if (!form) return;
  form.hidden = false;
  var query = document.getElementById('query');
  var kinds = Array.prototype.slice.call(form.querySelectorAll('input[type=checkbox]'));
  var shown = document.getElementById('shown');
  var files = Array.prototype.map.call(document.querySelectorAll('.file'), function (file) {
    var findings = Array.prototype.map.call(file.querySelectorAll('.finding'), function (finding) {
      return { element: finding, kind: finding.getAttribute('data-kind'), text: finding.textContent.toLowerCase() };
    });
    return { element: file, name: file.getAttribute('data-file').toLowerCase(), findings: findings };
  });
  function apply() {
    var words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var wanted = kinds.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var count = 0;
    var fileCount = 0;
    files.forEach(function (file) {
      var any = file.findings.length === 0 && words.every(function (word) { return file.name.indexOf(word) >= 0; });
      file.findings.forEach(function (finding) {
        var text = file.name + ' ' + finding.text;
        var fits = wanted.indexOf(finding.kind) >= 0 && words.every(function (word) { return text.indexOf(word) >= 0; });
        finding.element.hidden = !fits;
        if (fits) { count += 1; any = true; }
      });
      file.element.hidden = !any;
      if (any) fileCount += 1;
    });
    shown.textContent = count + ' in ' + fileCount + (fileCount === 1 ? ' file' : ' files');
  }
  function setOpen(open) {
    files.forEach(function (file) { if (!file.element.hidden) file.element.open = open; });
  }
  query.addEventListener('input', apply);
  kinds.forEach(function (box) { box.addEventListener('change', apply); });
  document.getElementById('open').addEventListener('click', function () { setOpen(true); });
  document.getElementById('close').addEventListener('click', function () { setOpen(false); });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  apply();
})();
`;
