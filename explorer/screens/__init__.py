"""Screens of the explorer: widgets only. Each module has one function `show`, which `explorer.app` runs.

Not called `pages`: Streamlit takes a folder of that name beside the script for scripts of its own, and the first reader
of a fresh server who follows a link to one of them would get an empty page.
"""
