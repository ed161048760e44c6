"""Finds in the source every sentence that an author may be told, and what no language could say.

A sentence is what goes into an error or a notice, as its problem or its hint, and what an option
says that it takes. It is followed back from there: through names, parameters and what functions
return, to where it is written. There it is whole, or made by `say` of a template and values; a
value is a name, a number, the author's own words, or a message itself. Prose in any other string
would stay English in the middle of another language.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

_WORD = re.compile(r"[^\W\d_]{2}")
_WORDS = re.compile(r"[^\W\d_] +[^\W\d_]")
_MAKERS = {"say", "counted", "nearest", "sentence"}  # what makes messages
_SHOWERS = {
    "quoted",
    "listed",
    "repr",
    "getattr",
    "type",
}  # what shows names, or the author's words
_ERRORS = re.compile(r"(Heatmark|Parse|Option|Score|Source|Dependency)Error|Notice")
_SENTENCES = ("message", "hint")
_HOME = "core/wording.py"  # where messages are made of what others say
_DECLARED = {"allowed": 2, "explain": 3, "shown": None}  # what `option` is given, by place or name


class Found(NamedTuple):
    """What the source has for authors.

    Attributes:
        templates: Sentences with `{places}`, each with where it is in the source.
        sentences: Those without, which may have braces.
        pieced: Prose that cannot be translated.
    """

    templates: dict[str, str]
    sentences: dict[str, str]
    pieced: dict[str, str]

    @property
    def messages(self) -> dict[str, str]:
        """All that can be translated."""
        return {**self.sentences, **self.templates}


class _Scope:
    """A module or a function, with the names that are given in it."""

    def __init__(self, module: str, node: ast.AST, above: Self | None = None) -> None:
        self.module = module
        self.node = node
        self.above = above

    @cached_property
    def parameters(self) -> list[str]:
        if not isinstance(self.node, ast.FunctionDef):
            return []
        given = self.node.args
        return [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]

    @cached_property
    def given(self) -> dict[str, list[tuple[ast.expr, bool]]]:
        """What each name stands for, and whether it is added to what was there."""
        names: dict[str, list[tuple[ast.expr, bool]]] = {}
        for node in _own(self.node):
            for target, value, added in _bindings(node):
                for one in ast.walk(target):
                    if isinstance(one, ast.Name):
                        names.setdefault(one.id, []).append((value, added))
        return names


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through a scope, but not through those within."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.FunctionDef):
            yield from _own(child)


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr, bool]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _pairs(target, node.value)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        yield node.target, node.value, False
    elif isinstance(node, ast.AugAssign):
        yield node.target, node.value, True
    elif isinstance(node, ast.For | ast.comprehension):
        yield node.target, node.iter, False


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr, bool]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=True):
            yield one, other, False
    else:
        yield target, value, False


class _Collector:
    """Follows sentences back through all modules."""

    def __init__(self, files: dict[str, ast.Module]) -> None:
        self.found = Found({}, {}, {})
        self.functions: dict[str, list[_Scope]] = {}
        self.calls: dict[str, list[tuple[ast.Call, _Scope]]] = {}
        self.imports = {
            (name, one.asname or one.name): f"{(node.module or '')[9:].replace('.', '/')}.py"
            for name, tree in files.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for one in node.names
        }
        self.modules = [_Scope(name, tree) for name, tree in files.items()]
        for scope in self.modules:
            self._index(scope)
        self.seen: set[tuple[int, bool]] = set()

    def _index(self, scope: _Scope) -> None:
        for node in _own(scope.node):
            if isinstance(node, ast.FunctionDef):
                inner = _Scope(scope.module, node, scope)
                self.functions.setdefault(node.name, []).append(inner)
                self._index(inner)
            elif isinstance(node, ast.Call):
                self.calls.setdefault(_name(node.func), []).append((node, scope))

    def collect(self) -> Found:
        for name, calls in self.calls.items():
            for call, scope in calls:
                self._call(name, call, scope)
        return self.found

    def _call(self, name: str, call: ast.Call, scope: _Scope) -> None:
        """Look at what a call takes for an author."""
        given = {one.arg: one.value for one in call.keywords}
        first = call.args[0] if call.args else None
        if name == "say" and isinstance(call.func, ast.Name):
            known = self.found.templates if given else self.found.sentences
            self._template(call.args[0], scope, known)
            for value in given.values():
                self.follow(value, scope, value=True)
        elif name == "counted":
            self._noun(call.args[1], scope)
        elif name == "option":
            for key, place in _DECLARED.items():
                at = place if place is not None and place < len(call.args) else None
                one = given.get(key) if at is None else call.args[at]
                if one is not None:
                    self.follow(one, scope)
        elif _ERRORS.fullmatch(name) or name == "within":
            for one in (first, *map(given.get, _SENTENCES)):
                if one is not None:
                    self.follow(one, scope)

    def _template(self, node: ast.expr, scope: _Scope, known: dict[str, str]) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            known.setdefault(node.value, _place(node, scope))
        elif scope.module != _HOME:
            self._refuse(node, scope)

    def _noun(self, node: ast.expr, scope: _Scope) -> None:
        for text, where in self._texts(node, scope):
            for template in (f"{{number}} {text}", f"{{number}} {text}s"):
                self.found.templates.setdefault(template, where)

    def _texts(self, node: ast.expr, scope: _Scope) -> Iterator[tuple[str, str]]:
        """Find the plain strings that an expression may be."""
        if isinstance(node, ast.Constant):
            yield str(node.value), _place(node, scope)
        elif isinstance(node, ast.Name):
            for value, inside, _ in self._meanings(node.id, scope):
                yield from self._texts(value, inside)

    def _refuse(self, node: ast.expr, scope: _Scope) -> None:
        self.found.pieced.setdefault(ast.unparse(node), _place(node, scope))

    def follow(self, node: ast.expr, scope: _Scope, *, value: bool = False) -> None:
        """Follow a sentence, or a value in one, to where it is written."""
        if (id(node), value) in self.seen:
            return
        self.seen.add((id(node), value))
        if isinstance(node, ast.Constant):
            self._constant(node, scope, value=value)
        elif isinstance(node, ast.JoinedStr | ast.BinOp):
            self._made(node, scope, value=value)
        elif isinstance(node, ast.Name):
            for one, inside, added in self._meanings(node.id, scope):
                if added and not value:
                    self._refuse(one, inside)
                else:
                    self.follow(one, inside, value=value)
        elif isinstance(node, ast.Call):
            self._returned(node, scope, value=value)
        elif not isinstance(node, ast.Lambda | ast.Attribute | ast.Compare | ast.Subscript):
            for child in _alternatives(node, value=value):
                self.follow(child, scope, value=value)

    def _constant(self, node: ast.Constant, scope: _Scope, *, value: bool) -> None:
        """Take a sentence; of values, one word is a name, more are prose."""
        text = node.value
        if not isinstance(text, str) or not _WORD.search(text):
            return
        if not value:
            self.found.sentences.setdefault(text, _place(node, scope))
        elif _WORDS.search(text):
            self._refuse(node, scope)

    def _made(self, node: ast.JoinedStr | ast.BinOp, scope: _Scope, *, value: bool) -> None:
        """Refuse a string that is put together, if there are words in it."""
        if isinstance(node, ast.BinOp):
            if not value:
                self._refuse(node, scope)
            elif isinstance(node.op, ast.Add):
                self.follow(node.left, scope, value=True)
                self.follow(node.right, scope, value=True)
            return
        texts = [str(one.value) for one in node.values if isinstance(one, ast.Constant)]
        if not value or any(map(_WORD.search, texts)):
            self._refuse(node, scope)

    def _returned(self, call: ast.Call, scope: _Scope, *, value: bool) -> None:
        """Follow what a function of ours returns, or what a string's method is called on."""
        name = _name(call.func)
        if name in _MAKERS | _SHOWERS:
            return
        if name == "cast":
            self.follow(call.args[1], scope, value=value)
        elif isinstance(call.func, ast.Name):
            self._run(call.func, scope, value=value)
            for one, inside, _ in self._meanings(name, scope):  # a function that is handed over
                self._run(one, inside, value=value)
            if name == "str":
                self._shown(scope, value=value)
        elif isinstance(call.func, ast.Attribute) and hasattr(str, name):
            between = call.func.value
            if (
                name == "join"
                and isinstance(between, ast.Constant)
                and _WORD.search(str(between.value))
            ):
                self._refuse(call, scope)
            self.follow(between, scope, value=value)

    def _run(self, called: ast.expr, scope: _Scope, *, value: bool) -> None:
        """Follow what a lambda or a function returns."""
        if isinstance(called, ast.Lambda):
            self.follow(called.body, scope, value=value)
        elif isinstance(called, ast.Name):
            for function in self._functions(called, scope):
                self._returns(function, value=value)

    def _returns(self, function: _Scope, *, value: bool) -> None:
        for node in _own(function.node):
            if isinstance(node, ast.Return) and node.value is not None:
                self.follow(node.value, function, value=value)

    def _functions(self, called: ast.expr, scope: _Scope) -> list[_Scope]:
        """Find functions by name: those of the module, or that it imports; or any method."""
        found = self.functions.get(_name(called), [])
        if not isinstance(called, ast.Name):
            return [one for one in found if one.parameters[:1] in (["self"], ["cls"])]
        ours = [one for one in found if one.module == scope.module]
        if ours:
            return ours
        home = self.imports.get((scope.module, called.id))
        return [one for one in found if one.module == home]

    def _shown(self, scope: _Scope, *, value: bool) -> None:
        """Follow what classes of the module show themselves as."""
        for function in self.functions.get("__str__", ()):
            if function.module == scope.module:
                self._returns(function, value=value)

    def _meanings(self, name: str, scope: _Scope) -> Iterator[tuple[ast.expr, _Scope, bool]]:
        """Give what a name may stand for, and where that is written."""
        inside: _Scope | None = scope
        while inside is not None:
            if name in inside.given:
                yield from ((one, inside, added) for one, added in inside.given[name])
                if name not in inside.parameters:
                    return
            if name in inside.parameters:
                yield from self._arguments(name, inside)
                return
            inside = inside.above
        for module in self.modules:  # a name that is imported
            yield from ((one, module, added) for one, added in module.given.get(name, ()))

    def _arguments(self, name: str, scope: _Scope) -> Iterator[tuple[ast.expr, _Scope, bool]]:
        """Give what a function is called with, or what stands for it."""
        assert isinstance(scope.node, ast.FunctionDef)
        taken = scope.node.args
        names = [one.arg for one in (*taken.posonlyargs, *taken.args)]
        defaults = zip(reversed(names), reversed(taken.defaults), strict=False)
        alone = zip((one.arg for one in taken.kwonlyargs), taken.kw_defaults, strict=True)
        for known, default in (*defaults, *alone):
            if known == name and default is not None and scope.above is not None:
                yield default, scope.above, False
        place = [one for one in scope.parameters if one not in {"self", "cls"}].index(name)
        for call, inside in self.calls.get(scope.node.name, ()):
            if scope not in self._functions(call.func, inside):
                continue
            given = {one.arg: one.value for one in call.keywords}
            if name in given:
                yield given[name], inside, False
            elif place < len(call.args):
                yield call.args[place], inside, False


def _alternatives(node: ast.expr, *, value: bool) -> list[ast.expr]:
    """Give the parts of an expression, of which one is what it is."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.Dict):  # keys stand for names, and what they lead to for sentences
        return [one for one in (node.keys if value else node.values) if one is not None]
    return [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _place(node: ast.expr, scope: _Scope) -> str:
    return f"{scope.module}:{node.lineno}"


@lru_cache
def collect(source: Path = ROOT / "src" / "heatmark") -> Found:
    """Find what the source says to authors."""
    files = {
        file.relative_to(source).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted(source.rglob("*.py"))
    }
    return _Collector(files).collect()
