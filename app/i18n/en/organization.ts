const organization = {};

export default organization;
