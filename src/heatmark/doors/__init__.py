"""Ways into heatmark beside Python, Markdown and Sphinx."""
