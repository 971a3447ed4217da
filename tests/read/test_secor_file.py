"""The shipped data of SECOR."""

from __future__ import annotations

from builder.read.secor_file import read_secor
from builder.read.standard_file import read_standard


def test_every_topic_touches_questions_of_the_standard() -> None:
    known = {question.id for question in read_standard("alberta-cor", "2023").questions()}
    topics = read_secor().topics(10)

    assert len(topics) == 37
    assert all(topic.answers and set(topic.answers) <= known for topic in topics)


def test_ids_follow_their_section_and_no_question_is_asked_twice() -> None:
    secor = read_secor()
    for section in secor.sections:
        assert [topic.id for topic in section.topics] == [
            f"S{section.number}.{number}" for number in range(1, len(section.topics) + 1)
        ]
    asked = [id for topic in secor.topics(10) for id in topic.answers]
    assert len(set(asked)) == len(asked)


def test_topics_are_said_to_be_our_own_and_unverified() -> None:
    assert read_secor().topics_confidence == "unverified"
    assert (read_secor().most_people, read_secor().months) == (10, 12)
