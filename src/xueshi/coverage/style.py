"""The style sheet of the page."""

STYLE = """\
:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1b1f24; --soft: #59626d; --rule: #d5dae0; --panel: #f5f7f9; --link: #0b57a4;
  --full: #1a6b35; --full-ground: #e3f4e7; --partly: #7a4a00; --partly-ground: #fdf0c8;
  --none: #a81e17; --none-ground: #fde0dd; --beyond: #59626d; --beyond-ground: #e8ebee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --ink: #e6e9ed; --soft: #a3adb8; --rule: #363d46; --panel: #1d2127; --link: #82b8f5;
    --full: #8fdca6; --full-ground: #173322; --partly: #f2c878; --partly-ground: #3a2f10;
    --none: #ff9d95; --none-ground: #4a1b18; --beyond: #a3adb8; --beyond-ground: #2a3037;
  }
}
* { box-sizing: border-box; }
body { max-width: 80rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  "Noto Sans SC", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 1.5rem 0 0; font-size: 1.5rem; line-height: 1.3; }
h2 { margin: 2rem 0 .6rem; font-size: 1.15rem; }
p { margin: .35rem 0; }
a { color: var(--link); }
.who, aside p, small { color: var(--soft); }
aside { border: 1px solid var(--rule); border-radius: .4rem; padding: .5rem .9rem; background: var(--panel);
  font-size: .9rem; }
aside ul { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin: 0; padding: 0; list-style: none; }
.shares { display: flex; flex-wrap: wrap; gap: .8rem; margin: .8rem 0 0; }
.shares > div { min-width: 9rem; padding: .5rem 1rem; border: 1px solid var(--rule); border-radius: .4rem; }
.shares dt { color: var(--soft); }
.shares dd { margin: 0; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
.shares dd + dd { font-size: .9rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--rule); text-align: left; font-weight: 400;
  vertical-align: top; }
thead th { color: var(--soft); font-size: .9rem; }
td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.full { color: var(--full); background: var(--full-ground); }
.partly { color: var(--partly); background: var(--partly-ground); }
.none { color: var(--none); background: var(--none-ground); }
.beyond { color: var(--beyond); background: var(--beyond-ground); }
td .full, td .partly, td .none { padding: 0 .4em; border-radius: .2em; }
.source { border: 1px solid var(--rule); border-radius: .4rem; overflow-x: auto; font-size: .85rem;
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }
.l { display: flex; }
.l:target { outline: 2px solid var(--link); }
.no { flex: none; width: 3.6em; padding-right: .8em; text-align: right; color: var(--soft); user-select: none; }
code { flex: 1; font: inherit; white-space: pre-wrap; tab-size: 4; }
.sign { flex: none; width: 1.6em; font-weight: 700; user-select: none; }
code i { color: var(--soft); font-style: normal; }
ul.notes { margin: 0 0 .2rem 5.2em; padding: .1rem .8rem .1rem 1.6rem; font-size: .95em; border-left: 3px solid; }
@media print { .source { overflow: visible; } aside { break-inside: avoid; } }
"""
