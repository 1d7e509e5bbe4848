"""The style sheet of the HTML page of an explanation."""

STYLE = """\
:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1b1f24; --soft: #59626d; --rule: #d5dae0; --panel: #f5f7f9;
  --good: #1a6b35; --bad: #b3261e; --open: #8a5300; --link: #0b57a4;
  --clause: #5a4300; --clause-ground: #fdf3d3;
  --case: #1d5c96; --reading: #6a3fa0; --assumption: #9a4600;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --ink: #e6e9ed; --soft: #a3adb8; --rule: #363d46; --panel: #1d2127;
    --good: #6fce8d; --bad: #ff8a80; --open: #f2b65c; --link: #82b8f5;
    --clause: #f0d68a; --clause-ground: #3a3114;
    --case: #86bdf2; --reading: #c3a5f0; --assumption: #f5a86c;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  "Noto Sans SC", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.3; }
h2 { margin: 2rem 0 .6rem; font-size: 1.2rem; line-height: 1.4; }
h3 { display: inline; margin: 0; font-size: 1rem; font-weight: 600; }
p { margin: .35rem 0; }
span { unicode-bidi: isolate; }
.who { margin-top: .6rem; font-size: 1.05rem; }
.verdict { display: inline-block; margin-left: .3rem; padding: 0 .6em; border: 1.5px solid; border-radius: 1em;
  font-size: .95rem; }
.law, .standing, footer p { color: var(--soft); font-size: .9rem; }
.sign.good, .verdict.good { color: var(--good); }
.sign.bad, .verdict.bad { color: var(--bad); }
.sign.open, .verdict.open { color: var(--open); }
nav { margin: 1.2rem 0 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0; padding: .5rem 0; border: solid var(--rule);
  border-width: 1px 0; list-style: none; }
a { color: var(--link); }
.count { color: var(--soft); font-size: .85rem; }
.all { display: none; margin: .8rem 0 0; font-size: .95rem; }
.all label { display: inline-block; padding: .25rem 0; cursor: pointer; }
.all input { width: 1.1em; height: 1.1em; margin: 0 .3em 0 0; vertical-align: -.15em; }
section h2 { display: flex; gap: .5rem; }
.tree, .parts { margin: 0; padding: 0; list-style: none; }
.tree .tree, .parts .tree { margin: 0 0 .3rem .55rem; padding-left: .85rem; border-left: 1px solid var(--rule); }
.parts > li { margin: .5rem 0; border: 1px solid var(--rule); border-radius: .4rem; background: var(--panel); }
.parts > li > .line, .parts > li > details > .line { padding: .5rem .75rem; }
.parts > li > details > .tree { margin: 0 .75rem .6rem 1.3rem; }
.line { position: relative; padding: .15rem 0; }
.parts .line, .tree .line { display: block; padding-left: 1.6rem; }
.parts > li > .line, .parts > li > details > .line { padding-left: 2.35rem; }
.line > .sign, .line > .kind { position: absolute; left: 0; width: 1.4rem; text-align: center; }
.parts > li > .line > .sign, .parts > li > details > .line > .sign,
.parts > li > .line > .kind, .parts > li > details > .line > .kind { left: .7rem; }
.sign { font-weight: 700; }
.kind { color: var(--soft); font-size: .85em; line-height: 1.9; }
.kind.case { color: var(--case); }
.kind.regulation { color: var(--clause); }
.kind.reading { color: var(--reading); }
.kind.assumption { color: var(--assumption); }
.kind.choice { color: var(--good); }
summary { cursor: pointer; border-radius: .3rem; }
summary::marker { content: ""; }
summary::-webkit-details-marker { display: none; }
summary .text::after { content: "\\00a0▸"; color: var(--soft); }
details[open] > summary .text::after { content: "\\00a0▾"; }
summary:hover { background: color-mix(in srgb, var(--link) 9%, transparent); }
summary:focus-visible, a:focus-visible, input:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
.clause { display: inline-block; padding: 0 .45em; border-radius: .3em; background: var(--clause-ground);
  color: var(--clause); font-size: .82rem; line-height: 1.5; }
.place { display: inline-block; max-width: 100%; color: var(--soft);
  font: .75rem/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
footer { margin-top: 2.5rem; padding-top: .5rem; border-top: 1px solid var(--rule); }
footer h2 { margin: .5rem 0; font-size: 1rem; }
dl { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0 0 .5rem; font-size: .9rem; }
dl div { display: flex; gap: .4rem; align-items: baseline; }
dt, dd { margin: 0; }
dt .kind { font-size: .9em; line-height: inherit; }
@supports selector(details::details-content) and selector(:has(a)) {
  @media screen { .all { display: block; } }
  :root:has(#all:checked) details::details-content { display: block; content-visibility: visible; block-size: auto; }
  :root:has(#all:checked) summary .text::after { content: "\\00a0▾"; }
}
@media (max-width: 40rem) {
  body { padding: 1rem .8rem 2rem; }
  h1 { font-size: 1.35rem; }
  .tree .tree, .parts .tree { margin-left: .3rem; padding-left: .5rem; }
  .parts > li > details > .tree { margin: 0 .5rem .5rem .8rem; }
  .parts > li > .line, .parts > li > details > .line { padding: .55rem .5rem .55rem 2rem; }
  .parts > li > .line > .sign, .parts > li > details > .line > .sign,
  .parts > li > .line > .kind, .parts > li > details > .line > .kind { left: .4rem; }
  .tree summary { padding-top: .3rem; padding-bottom: .3rem; }
}
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root { color-scheme: light; --ground: #fff; --ink: #000; --soft: #444; --rule: #999; --panel: #fff; --good: #1a6b35;
    --bad: #a3140c; --open: #7a4900; --link: #000; --clause: #3d2e00; --clause-ground: #fff; --case: #1d5c96;
    --reading: #6a3fa0; --assumption: #9a4600; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.45; }
  nav, .all { display: none; }
  .clause { padding: 0 .3em; border: .5pt solid var(--soft); }
  h1 { font-size: 15pt; }
  h2 { margin-top: 14pt; font-size: 12pt; break-after: avoid; }
  h3 { font-size: 10pt; }
  .parts > li { -webkit-box-decoration-break: clone; box-decoration-break: clone; }
  .line { break-inside: avoid; }
  summary { break-after: avoid; }
  summary .text::after, details[open] > summary .text::after { content: ""; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; }
  footer { break-inside: avoid; }
}
"""
"""No rule names anything outside the file; colours keep a contrast of 4.5 to their ground in both schemes."""
