"""Nothing but what Nikola needs, and heatmark."""

BLOG_TITLE = "Đọc bản đồ nhiệt"
BLOG_AUTHOR = "heatmark"
BLOG_DESCRIPTION = ""
BLOG_EMAIL = ""
SITE_URL = "https://example.org/"
DEFAULT_LANG = "vi"
TRANSLATIONS = {DEFAULT_LANG: ""}
TIMEZONE = "Asia/Ho_Chi_Minh"
THEME = "base"
OUTPUT_FOLDER = "site"
POSTS: list[tuple[str, str, str]] = []
PAGES = [("pages/*.md", "", "page.tmpl")]
COMPILERS = {"markdown": [".md"]}

MARKDOWN_EXTENSIONS = ["markdown.extensions.extra", "heatmark"]
MARKDOWN_EXTENSION_CONFIGS = {
    # Paths of data files start from `root`. Any option of a site may follow.
    DEFAULT_LANG: {"heatmark": {"root": "pages", "lang": DEFAULT_LANG, "cmap": "Blues"}},
}
