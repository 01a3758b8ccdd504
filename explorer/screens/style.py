"""The little style sheet of what Streamlit does not know or makes too pale, in the colours of the reader's theme."""

from catalogue.common.palette import Palette

_SHEET = """
<style>
[data-testid=stMainBlockContainer] {{ padding-top: 4rem; padding-bottom: 4rem; max-width: 92rem }}
@media (min-width: 60rem) {{ [data-testid=stMainBlockContainer] {{ padding-left: 3rem; padding-right: 3rem }} }}
.st-key-choices {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(min(12rem, 40%), 1fr)) }}
.st-key-choices > * {{ width: auto; min-width: 0; align-self: end }}
.numbers {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); gap: 1rem; list-style: none;
  margin: 0 0 1rem; padding: 0 !important }}
.numbers li {{ margin: 0 }}
.numbers a {{ display: block; color: {ink}; text-decoration: none }}
.numbers strong {{ display: block; font: 600 2rem/1.2 'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, serif;
  color: {accent}; font-variant-numeric: tabular-nums }}
.numbers span {{ color: {muted}; text-decoration: underline; text-underline-offset: 0.2em;
  text-decoration-color: {hairline} }}
.numbers a:hover span, .numbers a:focus span {{ text-decoration-color: currentColor }}
[data-testid=stCaptionContainer] {{ color: {muted} !important; opacity: 1 !important }}
/* Streamlit's own CSV is not guarded against formulas; ours stand beside the tables. */
[data-testid=stElementToolbarButton]:has([aria-label^="Download as CSV"]) {{ display: none }}
.scroll {{ overflow-x: auto }}
.picture {{ position: relative }}
.picture img {{ display: block; width: 100% }}
.picture a {{ position: absolute; border-radius: 2px }}
.picture a:hover {{ box-shadow: inset 0 0 0 2px {accent} }}
.stHtml table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }}
.stHtml caption {{ text-align: left; position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden }}
.stHtml th, .stHtml td {{ text-align: left; font-weight: normal; padding: 0.25rem 0.6rem 0.25rem 0;
  border-bottom: 1px solid {hairline} }}
.stHtml thead th {{ color: {muted}; vertical-align: bottom }}
.stHtml .number {{ text-align: right; white-space: nowrap }}
.stHtml thead .number {{ white-space: normal; vertical-align: bottom }}
.stHtml table a, .stHtml p a {{ color: {accent} }}
.stHtml table.wide {{ font-size: 0.875rem }}
.hint {{ display: none; color: {muted}; font-size: 0.9rem; margin: 0 0 0.3rem }}
@media (max-width: 48rem) {{ .hint {{ display: block }} }}
/* A side bar that is folded away is not tabbed to. */
[data-testid=stSidebar][data-collapsed=true] {{ visibility: hidden }}
@media print {{
  [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stDownloadButton], [data-testid=stSelectbox],
  [data-testid=stNumberInput], [data-testid=stMultiSelect], [data-testid=stElementToolbar], .back
    {{ display: none !important }}
  [data-testid=stMainBlockContainer] {{ padding: 0; max-width: none }}
  .stApp, .stMain, .stAppViewContainer {{ position: static !important; overflow: visible !important;
    height: auto !important }}
  .scroll {{ overflow: visible }}
  .stHtml table {{ font-size: 9pt }}
  .stHtml table a {{ color: inherit; text-decoration: none }}
  .stHtml tr {{ break-inside: avoid }}
}}
</style>
"""


def sheet(paper: Palette) -> str:
    """Return the style sheet, as HTML."""
    return _SHEET.format(ink=paper.ink, muted=paper.muted, hairline=paper.hairline, accent=paper.accent)
