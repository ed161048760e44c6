"""Write a page of HTML for each page of Markdown in this folder."""

from pathlib import Path

import markdown

HERE = Path(__file__).parent
PAGE = """\
<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<body>
{body}
</body>
</html>
"""

converter = markdown.Markdown(
    extensions=["extra", "heatmark"],
    # Paths of data files start from `root`. Any option of a site may follow.
    extension_configs={"heatmark": {"root": str(HERE), "lang": "vi", "cmap": "Blues"}},
)
site = Path("site")
site.mkdir(exist_ok=True)
for source in HERE.glob("*.md"):
    body = converter.reset().convert(source.read_text(encoding="utf-8"))
    page = PAGE.format(title=source.stem, body=body)
    site.joinpath(f"{source.stem}.html").write_text(page, encoding="utf-8")
