"""The Sphinx configuration of a course: Jupyter Book's own, less what calls other hosts."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from jupyter_book.config import get_final_config

from builder.course import Course
from builder.project import Project
from builder.words import load_words

# Each loads scripts from other hosts, or serves writers that we don't use.
DROPPED = ("sphinx_thebe", "sphinx_comments", "sphinx_jupyterbook_latex")
ADDED = ("builder.directives", "builder.book.extension")
# Title and search stand in a header of their own, a landmark that keyboards and readers find.
HEADER = {
    "navbar_start": ["navbar-logo.html"],
    "navbar_end": ["theme-switcher.html"],
    "navbar_persistent": ["search-button.html"],
    "article_header_start": [],
    "article_header_end": [],
}
# A key alone is no shortcut: who speaks to the computer, or slips, would press it.
KEYS = {"enable_search_shortcuts": False, "navigation_with_keys": False}
DROPPED_SETTINGS = ("comments_config", "use_jupyterbook_latex")


def sphinx_config(course: Course, cache: Path) -> dict[str, Any]:
    """Every setting of the run: `_config.yml` may say anything that breaks no rule of ours."""
    config, _ = get_final_config(
        user_yaml=course.project.course_dir / "_config.yml",
        cli_config={"latex_individualpages": False},
        sourcedir=course.project.course_dir,
    )
    for name in DROPPED_SETTINGS:
        config.pop(name, None)
    kept = [name for name in config["extensions"] if name not in (*DROPPED, *ADDED)]
    theme = {**config.get("html_theme_options", {}), **HEADER, **KEYS}
    theme["launch_buttons"] = {**theme.get("launch_buttons", {}), "thebe": False}
    ours = {"extensions": [*kept, *ADDED], "html_theme_options": theme}
    config["exclude_patterns"] = [*config.get("exclude_patterns", ()), *_not_ours(course.project)]
    return {**_words(course), **config, **_ours(course, cache), **ours}


def _not_ours(project: Project) -> tuple[str, ...]:
    """What lies beside the chapters in a book that fills its project."""
    return (
        (project.build_dir.name, ".*", "node_modules") if project.course_dir == project.root else ()
    )


def _words(course: Course) -> dict[str, Any]:
    """What extensions say on folded parts, in the course's language; `_config.yml` may differ."""
    strings = load_words(course.project, course.about.language).strings
    return {
        "nb_code_prompt_show": strings["show_cell"],
        "nb_code_prompt_hide": strings["hide_cell"],
        "togglebutton_hint": strings["show"],
        "togglebutton_hint_hide": strings["hide"],
    }


def _ours(course: Course, cache: Path) -> dict[str, Any]:
    about = course.about
    return {
        "html_title": about.title,
        "project": about.title,
        "language": about.language.split("-")[0],
        "version": about.version,
        "author": ", ".join(about.authors),
        # A dictionary of its own: Sphinx writes into its default one, for every later app too.
        "source_suffix": {".md": "myst-nb", ".ipynb": "myst-nb"},
        "external_toc_exclude_missing": True,
        "html_math_renderer": "mathml",
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_baseurl": "",
        "html_sidebars": {"**": ["mooc-nav.html"]},
        "templates_path": [str(course.project.template("book"))],
        "nb_execution_cache_path": str(cache / "jupyter_cache"),
        "nb_execution_show_tb": False,
        "mooc_fingerprint": fingerprint(course.project, about.language),
    }


def fingerprint(project: Project, language: str) -> str:
    """Changes when every page must be made anew: question markup, interface words, course.yml."""
    package = Path(__file__).parent.parent
    sources = [*package.glob("questions/*.py"), *package.glob("directives/*.py")]
    sources += [*package.glob("charts/**/*.py"), *package.glob("book/*.py"), project.course_file]
    sources.append(project.template("runtime/strings") / f"{language.split('-')[0]}.json")
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()
