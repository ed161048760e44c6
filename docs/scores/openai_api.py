"""OpenAI's API, and all that answer alike (vLLM, Ollama, llama.cpp). Wants `pip install openai`.

For a server of yours: OPENAI_BASE_URL=http://127.0.0.1:8000/v1 OPENAI_API_KEY=none MODEL=its-name
"""

import os
import sys
from pathlib import Path

from openai import OpenAI


def main(path: str) -> None:
    """Save the answer as the client has it."""
    answer = OpenAI().chat.completions.create(
        model=os.environ.get("MODEL", "gpt-4o-mini"),
        messages=[{"role": "user", "content": "Thủ đô của Việt Nam là gì?"}],
        logprobs=True,
        top_logprobs=5,
    )
    Path(path).write_text(answer.model_dump_json(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/answer.json
