"""Nothing but what Pelican needs, and heatmark."""

SITENAME = "Đọc bản đồ nhiệt"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
THEME = "simple"
READERS = {"rst": None}  # docutils knows no Vietnamese and says so
PATH = "content"
OUTPUT_PATH = "site"
STATIC_PATHS: list[str] = []
SITEURL = "https://example.org"
RELATIVE_URLS = True

MARKDOWN = {
    "extensions": ["markdown.extensions.extra"],
    "extension_configs": {
        # Paths of data files start from `root`. Any option of a site may follow.
        "heatmark": {"root": PATH, "lang": DEFAULT_LANG, "cmap": "Blues"},
    },
    "output_format": "html5",
}
