"""Where the guards stand: each place in the source that may say no, found by its shape."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from enum import StrEnum

ROOMS = (
    "finding",
    "freshness",
    "passages",
    "practice",
    "contributions",
    "reading_lists",
    "care",
    "files",
    "discussions",
    "communities",
    "organisations",
    "resources",
    "hub",
)

CHECK = re.compile(r"_?check_\w+")
REFUSAL = re.compile(r"Cannot\w+|PermissionDenied")
QUESTION = re.compile(r"_?can(_\w+)?|sees_words|is_(member|lead|own)|_takes_part|_passes|(?P<owed>lacks_\w+)")
DOORS = {"visible_to", "readable_by", "readable", "belonging", "leads", "approved", "listed", "uploaded_by"}
DECORATORS = {"login_required", "require_POST", "sign_in_to_press"}


class Kind(StrEnum):
    """What a guard is; beside each, what is there without it."""

    CHECK = "check"  # a call of `check_…` as a statement: nothing
    REFUSAL = "refusal"  # `raise` in a `check_…`, or of a refusal anywhere: nothing
    DOOR = "door"  # `.visible_to(…)` and its like: `.all()`
    QUESTION = "question"  # `can_…` that an `if` or a `return` asks: the answer that lets people pass
    DECORATOR = "decorator"  # `@login_required`, `@require_POST` and their like: the bare view
    CONSTRAINT = "constraint"  # a model and a table without it; found by `guards.proving`


@dataclass(frozen=True)
class Guard:
    """One place that may say no. `name` stays when lines come before it; `key` is for one run."""

    kind: Kind
    key: str
    name: str


class Walk(ast.NodeTransformer):
    """Walks through one module, lists its guards and gives each a switch."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Guard] = []
        self.inside = ["module"]
        self.is_asked = False

    def note(self, kind: Kind, node) -> ast.Constant:
        """List a guard; give the key of its switch."""
        key = f"{kind} {self.path}:{node.lineno}-{node.end_lineno}:{node.end_col_offset}"
        self.found.append(Guard(kind, key, f"{self.path} {self.inside[-1]}: {text_of(node)}"))
        return ast.Constant(key)

    def within(self, node):
        """Walk on inside a class or function."""
        self.inside.append(node.name)
        self.generic_visit(node)
        self.inside.pop()
        return node

    def visit_ClassDef(self, node):
        return self.within(node)

    def visit_FunctionDef(self, node):
        node = self.within(node)
        self.inside.append(node.name)
        for place, decorator in enumerate(node.decorator_list):
            if name_of(decorator) in DECORATORS:
                key = self.note(Kind.DECORATOR, decorator)
                node.decorator_list[place] = switch("decorator", key, decorator)
        self.inside.pop()
        return node

    def visit_Expr(self, node):
        if isinstance(node.value, ast.Call) and CHECK.fullmatch(name_of(node.value)):
            return self.switched_statement(Kind.CHECK, node)
        return self.generic_visit(node)

    def visit_Raise(self, node):
        is_in_check = any(CHECK.fullmatch(name) for name in self.inside)
        if node.exc and (is_in_check or REFUSAL.fullmatch(name_of(node.exc))):
            return self.switched_statement(Kind.REFUSAL, node)
        return self.generic_visit(node)

    def switched_statement(self, kind: Kind, node):
        """Have a statement happen where its switch is on, and tell whether it let anybody pass."""
        key = self.note(kind, node)
        self.generic_visit(node)
        passing = ast.With([ast.withitem(switch("passing", key))], [node])
        return ast.If(switch("is_on", key), [passing], [])

    def visit_If(self, node):
        test, node.test = self.asked(node.test), ast.Constant(value=True)
        self.generic_visit(node)  # what happens then; the question was walked through above
        node.test = test
        return node

    def visit_Return(self, node):
        node.value = node.value and self.asked(node.value)
        return node

    def asked(self, node):
        """Walk through something that is asked for a yes or no."""
        self.is_asked = True
        node = self.visit(node)
        self.is_asked = False
        return node

    def visit_Call(self, node):
        is_asked, self.is_asked = self.is_asked, False
        name, key = name_of(node), None
        is_door = name in DOORS and isinstance(node.func, ast.Attribute)
        question = QUESTION.fullmatch(name) if is_asked else None
        if is_door or question:
            key = self.note(Kind.DOOR if is_door else Kind.QUESTION, node)
        self.generic_visit(node)
        self.is_asked = is_asked
        if is_door:
            node.func = switch("door", key, node.func.value, ast.Constant(name))
        if question:
            return switch("question", key, node, ast.Constant(not question["owed"]))
        return node


def text_of(node: ast.AST) -> str:
    """Give what is written there, in one short line."""
    line = " ".join(ast.unparse(node).split())
    return line if len(line) < 120 else f"{line[:119]}…"


def name_of(node: ast.expr) -> str:
    """Give the last word of what is called or named: `permissions.check_can_reply(…)` is `check_can_reply`."""
    while isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def switch(name: str, *arguments: ast.expr) -> ast.Call:
    """Call something in `guards.switches`, whatever the module has imported."""
    function = ast.parse(f"__import__('guards.switches', fromlist='_').{name}", mode="eval").body
    return ast.Call(function, list(arguments), [])


def with_switches(path: str, source: str) -> tuple[list[Guard], str]:
    """Give the guards of a module, and its source with a switch for each."""
    walk = Walk(path)
    tree = walk.visit(ast.parse(source))
    return walk.found, ast.unparse(ast.fix_missing_locations(tree))
