"""llama.cpp: log-probabilities of what its server writes. Wants `llama-server -m MODEL.gguf`."""

import os
import sys
from urllib.request import Request, urlopen

SERVER = os.environ.get("LLAMA_SERVER", "http://127.0.0.1:8080")
BODY = b'{"prompt": "The capital of France is", "n_predict": 8, "n_probs": 5, "temperature": 0}'


def main(path: str) -> None:
    """Save the server's answer as it is."""
    headers = {"Content-Type": "application/json"}
    request = Request(f"{SERVER}/completion", data=BODY, headers=headers)
    with urlopen(request) as answer, open(path, "wb") as file:
        file.write(answer.read())


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/llama.json
