"""The tables say what was measured, and what to doubt."""

from pathlib import Path

import pytest

from .cells import Cell, Results
from .outcome import Outcome
from .plots import write_plots
from .report import BEGIN, END, as_markdown, cell_text, write_docs
from .stats import Spread


def crowd_cell(server: str, p99: float, cpu: float, behind: int = 0) -> Cell:
    cell = Cell("workshop", server, f"{server} 1.0", "2026-01-01T00:00:00+00:00", {"scale": 1.0})
    for factor in (1.0, 0.9, 1.2):
        numbers = {
            "p50": 1.0,
            "p95": 2.0,
            "p99": p99 * factor,
            "cpu per 1000 changes": cpu,
            "cpu per 1000 deliveries": cpu / 50,
            "core busy %": 30.0,
            "resident": 60.0,
            "frames": 100.0,
            "behind": float(behind),
            "without everything": 0.0,
            "dropped": 0.0,
            "rooms that lack changes": 0.0,
            "measured people who lack changes": 0.0,
        }
        cell.add(Outcome(numbers), others_share=0.0)
    return cell


def test_a_cell_is_the_median_with_its_spread() -> None:
    assert cell_text(Spread(12.04, 9.96, 1500.0, 3), 1) == "12.0 (10.0–1,500.0)"
    assert cell_text(Spread(5.0, 5.0, 5.0, 3), 0) == "5"
    assert cell_text(None, 1) == "—"
    assert cell_text(Spread(float("nan"), 1.0, 2.0, 3), 1) == "—"


def test_planhall_is_held_to_the_reach_beside_hocuspocus(tmp_path: Path) -> None:
    results = Results(tmp_path)
    results.put(crowd_cell("planhall", p99=5.0, cpu=1.0))
    results.put(crowd_cell("hocuspocus", p99=8.0, cpu=1.5))
    text = as_markdown(results)
    assert "✓ Planhall: p99 at most 1 × Hocuspocus's: 0.62" in text
    assert "✗ Planhall: CPU at most 0.5 × Hocuspocus's: 0.67" in text
    assert "✓ Planhall: nobody falls behind: 0 did" in text
    assert "| Hocuspocus ×3 | 1.0 | 2.0 | 8.0 (7.2–9.6) |" in text


def test_what_is_doubtful_is_marked(tmp_path: Path) -> None:
    results = Results(tmp_path)
    cell = crowd_cell("planhall", p99=5.0, cpu=1.0, behind=3)
    cell.add(Outcome(cell.runs[0], ["2 × the server hung up"], generator_bound=True), 0.4)
    cell.failures.append("did not listen\nlong log")
    results.put(cell)
    text = as_markdown(results)
    assert "| Planhall ᵍ ᵈ ×4, 1 failed |" in text
    assert "✗ Planhall: nobody falls behind: 3 did" in text
    assert "- Planhall, workshop: 2 × the server hung up" in text
    assert "- Planhall, workshop: did not listen" in text
    assert "long log" not in text


def test_results_outlive_the_program_and_the_newest_wins(tmp_path: Path) -> None:
    results = Results(tmp_path)
    results.put(crowd_cell("planhall", p99=5.0, cpu=1.0))
    results.put(crowd_cell("planhall", p99=4.0, cpu=1.0))
    results.save()
    cell = Results(tmp_path).get("workshop", "planhall")
    assert cell is not None
    assert cell.spreads()["p99"].median == 4.0


def test_the_page_gets_its_tables_between_the_markers(tmp_path: Path) -> None:
    results = Results(tmp_path)
    results.put(crowd_cell("planhall", p99=5.0, cpu=1.0))
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write_docs(results, page)
    first = page.read_text()
    write_docs(results, page)
    assert page.read_text() == first
    assert first.startswith(f"before\n{BEGIN}\n\nMeasured on")
    assert first.endswith(f"{END}\nafter\n")
    assert "old" not in first
    page.write_text("no place")
    with pytest.raises(ValueError, match="no place for results"):
        write_docs(results, page)


def test_plots_are_written_for_what_was_measured(tmp_path: Path) -> None:
    results = Results(tmp_path)
    results.put(crowd_cell("planhall", p99=5.0, cpu=1.0))
    names = sorted(path.name for path in write_plots(results, tmp_path))
    assert names == ["workshop-cpu-per-1000-changes.svg", "workshop-p99.svg"]
    assert "Planhall" in (tmp_path / "workshop-p99.svg").read_text()
