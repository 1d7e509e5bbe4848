"""The style sheet of the page."""

STYLE = """\
:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1b1f24; --soft: #59626d; --rule: #d5dae0; --panel: #f5f7f9; --link: #0b57a4;
  --good: #1a6b35; --bad: #b3261e; --open: #8a5300; --clause: #5a4300; --clause-ground: #fdf3d3;
  --reading: #6a3fa0; --text: #1a6b35; --num: #9a3800; --word: #6a3fa0; --var: #0b57a4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --ink: #e6e9ed; --soft: #a3adb8; --rule: #363d46; --panel: #1d2127; --link: #82b8f5;
    --good: #6fce8d; --bad: #ff8a80; --open: #f2b65c; --clause: #f0d68a; --clause-ground: #3a3114;
    --reading: #c3a5f0; --text: #8fdca6; --num: #f5a86c; --word: #c3a5f0; --var: #86bdf2;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  "Noto Sans SC", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.3; }
h2 { margin: 0 0 .6rem; font-size: 1.2rem; line-height: 1.45; }
h3 { margin: 1rem 0 .3rem; font-size: .95rem; color: var(--soft); font-weight: 600; }
h4 { margin: 0 0 .3rem; font-size: 1rem; }
p { margin: .35rem 0; }
a { color: var(--link); }
a.to { text-decoration: none; }
.soft, .intro, footer p, small { color: var(--soft); }
.soft { font-size: .9rem; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.instrument { margin-top: .5rem; }
.figures { display: flex; flex-wrap: wrap; gap: .7rem; margin: 1rem 0 0; }
.figures > div { min-width: 8rem; max-width: 16rem; padding: .45rem .9rem; border: 1px solid var(--rule);
  border-radius: .4rem; }
.figures dt { color: var(--soft); font-size: .9rem; }
.figures dd { margin: 0; font-size: 1.35rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.figures dd + dd { font-size: .85rem; }
nav { margin: 2rem 0; }
section { margin: 2.2rem 0 0; padding: 1.1rem 0 0; border-top: 1px solid var(--rule); }
section:target { border-top: 3px solid var(--link); }
.meaning { font-weight: 600; }
.clause { display: inline-block; padding: 0 .45em; border-radius: .3em; background: var(--clause-ground);
  color: var(--clause); font-size: .85em; line-height: 1.55; font-weight: 600; }
h2 .clause { font-size: .95em; }
.out { color: var(--soft); }
p.out { font-style: italic; }
html:lang(zh) p.out { font-style: normal; }
.defect { padding: .3rem .7rem; border-left: 3px solid var(--open); background: var(--panel); }
table { border-collapse: collapse; }
th, td { padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--rule); text-align: left; font-weight: 400;
  vertical-align: top; }
thead th { color: var(--soft); font-size: .9rem; white-space: nowrap; }
td.n { white-space: nowrap; font-variant-numeric: tabular-nums; }
.contents { width: 100%; font-size: .95rem; }
.contents td:first-child { white-space: nowrap; }
.cells { margin: .2rem 0 .4rem; font-size: .95rem; }
.cells td { font-variant-numeric: tabular-nums; white-space: nowrap; }
.numbers th { white-space: nowrap; padding-right: 1.5rem; }
.kinds th { padding-right: 1.5rem; }
ul { margin: .2rem 0 .4rem; padding-left: 1.3rem; }
ul.scenarios { padding-left: .2rem; list-style: none; }
.way { margin: .5rem 0; padding: .6rem .9rem; border: 1px solid var(--rule); border-radius: .4rem;
  background: var(--panel); }
.rows { margin: 0; }
.rows > div { display: grid; grid-template-columns: 6.5rem 1fr; gap: .2rem .8rem; padding: .1rem 0; }
.rows dt { color: var(--soft); }
.rows dd { margin: 0; }
.reading { margin: .8rem 0; padding: .1rem .9rem .4rem; border-left: 3px solid var(--reading);
  background: var(--panel); }
.reading h3 { color: var(--reading); margin-top: .5rem; }
.default { color: var(--reading); font-size: .85rem; }
details { margin: .6rem 0; }
summary { cursor: pointer; color: var(--link); }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
code, pre, .place { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono",
  "Noto Sans Mono CJK SC", monospace; }
code { font-size: .88em; }
pre { margin: .2rem 0 .6rem; padding: .6rem .8rem; border: 1px solid var(--rule); border-radius: .4rem;
  background: var(--panel); font-size: .8rem; line-height: 1.5; white-space: pre-wrap; }
pre code { font-size: inherit; }
.place { color: var(--soft); font-size: .75rem; }
p.place { margin: .6rem 0 0; }
.asp .note { color: var(--soft); }
.cite { color: var(--clause); }
.text { color: var(--text); }
.num { color: var(--num); }
.word { color: var(--word); }
.var { color: var(--var); }
footer { margin-top: 2.5rem; padding-top: .5rem; border-top: 1px solid var(--rule); font-size: .9rem; }
@media (max-width: 40rem) {
  body { padding: 1rem .8rem 2rem; }
  .rows > div { grid-template-columns: 1fr; }
  .contents th:nth-child(n+3), .contents td:nth-child(n+3) { display: none; }
}
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root { color-scheme: light; --ground: #fff; --ink: #000; --soft: #444; --rule: #999; --panel: #fff; --link: #000;
    --good: #1a6b35; --bad: #a3140c; --open: #7a4900; --clause: #3d2e00; --clause-ground: #fff; --reading: #4a2a80;
    --text: #14532a; --num: #7a2c00; --word: #4a2a80; --var: #0b3d75; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.45; }
  h1 { font-size: 15pt; }
  h2 { font-size: 12pt; break-after: avoid; }
  h3, h4, summary { break-after: avoid; }
  a { text-decoration: none; }
  .clause { padding: 0 .3em; border: .5pt solid var(--soft); }
  .way, .figures > div, tr, .reading { break-inside: avoid; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; }
}
"""
"""No rule names anything outside the file."""
