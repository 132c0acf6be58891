"""How benchmarks print what they measured."""


def show(what: str, seconds: float, against: float, wanted: str = "") -> None:
    """Print a time in milliseconds, and as a ratio to another: measured in the same run, or the most that it may be."""
    print(f"{what:<52} {seconds * 1000:9.1f} ms {seconds / against:7.2f} x  {wanted}")
