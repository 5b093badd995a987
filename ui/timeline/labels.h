#pragma once

#include "ui/timeline/kept_lane.h"
#include "ui/timeline/word_font.h"

#include <QString>

#include <functional>
#include <memory>

namespace simul {

/// Finds room for labels: whole words or nothing, within the visible part of a slice.
class LabelMaker {
public:
    explicit LabelMaker(double scale = 1);

    /// What a slice could say, the best first.
    using Texts = std::function<void(const SliceBox&, QStringList&)>;
    /// Appends the labels of a lane of this height. Those of slices that have only moved are taken from `kept`.
    void place(const LaneBoxes& boxes, int height, const Texts& texts, std::vector<Label>& out, KeptLane&& kept = {});

    /// In the painter's pen. `height`: that the lane had when its labels were placed.
    void drawLetter(QPainter& painter, const Label& label, int height) const;
    void drawText(QPainter& painter, const Label& label, int height) const;
    const QFont& font(int laneHeight) const { return faceFor(laneHeight).text.font(); }
    const QFont& letterFont(int laneHeight) const { return faceFor(laneHeight).letter.font(); }
    const QFont& tinyFont() const { return m_tiny->font(); }
    /// Below this a lane has no words.
    int leastHeight() const { return m_leastHeight; }

private:
    struct Face {
        Face(double pixels, QFont::Weight weight);

        WordFont text;
        WordFont letter;
    };

    std::optional<Label> labelOf(const SliceBox& box, Face& face, const Texts& texts);
    Face& faceFor(int laneHeight) const { return laneHeight >= m_largeFrom ? *m_large : *m_small; }
    bool placeRunning(const SliceBox& box, Face& face, const QStringList& texts, Label& label) const;
    bool placeOther(const QRect& body, Face& face, const QStringList& texts, Label& label) const;

    double m_scale;
    int m_leastHeight;
    int m_largeFrom;
    std::unique_ptr<Face> m_small;
    std::unique_ptr<Face> m_large;
    std::unique_ptr<WordFont> m_tiny; ///< for numbers only
    QStringList m_texts;              ///< scratch
};

} // namespace simul
