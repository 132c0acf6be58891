"""How benchmarks print what they measured."""


def show(what: str, seconds: float, against: float | None = None, wanted: str = "") -> None:
    """Print a time in milliseconds and, against another measured in the same run, as a ratio."""
    ratio = f"{seconds / against:7.2f} x" if against else " " * 9
    print(f"{what:<52} {seconds * 1000:9.1f} ms {ratio}  {wanted}")
