const carbon = {};

export default carbon;
