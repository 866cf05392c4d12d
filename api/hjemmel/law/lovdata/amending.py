"""Putting an amending act's new words into the words before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hjemmel.law.lovdata.records import Block, Change


def apply_changes(before: Sequence[Block] | None, changes: Sequence[Change]) -> Sequence[Block] | None:
    """The words after an amending act's changes; None when they can't be told."""
    whole = [change for change in changes if not change.part]
    if whole:
        return whole[-1].blocks
    if before is None or not changes:
        return None
    moves = {change.part: change.moved_to for change in changes if change.moved_to}
    given = {change.part: change for change in changes if not change.moved_to}
    heads = {_find_head(block.path) for block in before}
    if any(change.new and part in heads and part not in moves for part, change in given.items()):
        return None
    kept = [_move_block(block, moves) for block in before if _stays(block, moves, given)]
    blocks = [*kept, *(block for change in given.values() for block in change.blocks)]
    return sorted(blocks, key=lambda block: _order(block.path))


def _stays(block: Block, moves: Mapping[str, str], given: Mapping[str, Change]) -> bool:
    head = _find_head(block.path)
    return head in moves or head not in given


def _move_block(block: Block, moves: Mapping[str, str]) -> Block:
    head = _find_head(block.path)
    moved = moves.get(head)
    return replace(block, path=moved + block.path[len(head) :]) if moved else block


def _find_head(path: str) -> str:
    return "/".join(path.split("/")[:2])


def _order(path: str) -> int:
    """Subsections by number; what belongs to the whole section first. Sorting keeps the rest."""
    steps = path.split("/")
    return int(steps[1]) if len(steps) > 1 and steps[1].isdigit() else 0
